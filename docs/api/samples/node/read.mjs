// Reads an appointment back from Deskbell. Node 18 or newer, nothing to install.
//
//   node read.mjs <appointment id>
//
// DESKBELL_URL      where the office's Deskbell is, without a path
// DESKBELL_API_KEY  an API key that may read
const { DESKBELL_URL: url, DESKBELL_API_KEY: apiKey } = process.env
const [, , appointmentId] = process.argv
if (!url || !apiKey || !appointmentId) {
  console.error('Set DESKBELL_URL and DESKBELL_API_KEY, and give the id of the appointment')
  process.exit(2)
}

// By your own id: the source, a colon, and the id that you sent.
const response = await fetch(`${url}/api/appointments/${encodeURIComponent(`healthcare:${appointmentId}`)}`, {
  headers: { authorization: `Bearer ${apiKey}`, accept: 'application/json' },
})
console.log(`HTTP ${response.status}`)
console.log(await response.text())
if (!response.ok) process.exit(1)
