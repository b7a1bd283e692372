// Posts a signed appointment to Deskbell. Node 18 or newer, nothing to install.
//
//   node post.mjs [appointment id]
//
// DESKBELL_URL     where the office's Deskbell is, without a path
// DESKBELL_SECRET  the signing secret that the office gave you
// DESKBELL_SCHEME  the scheme that the office chose; without it, standard-webhooks
import { createHmac, randomUUID } from 'node:crypto'

const { DESKBELL_URL: url, DESKBELL_SECRET: secret, DESKBELL_SCHEME: scheme = 'standard-webhooks' } = process.env
if (!url || !secret) {
  console.error('Set DESKBELL_URL and DESKBELL_SECRET')
  process.exit(2)
}

const hmac = (key, text, encoding) => createHmac('sha256', key).update(text).digest(encoding)

// `body` is the very text that is sent: another blank in it is another signature.
function sign(body) {
  const seconds = Math.floor(Date.now() / 1000)
  switch (scheme) {
    case 'standard-webhooks': {
      // Keep the id when you send the same message again; take the time anew.
      const id = `msg_${randomUUID()}`
      const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
      const signature = `v1,${hmac(key, `${id}.${seconds}.${body}`, 'base64')}`
      return { 'webhook-id': id, 'webhook-timestamp': String(seconds), 'webhook-signature': signature }
    }
    case 'sha256-hex':
      return { 'x-webhook-signature': `sha256=${hmac(secret, body, 'hex')}` }
    case 'timestamped-hex':
      return { 'x-webhook-signature': `t=${seconds},v1=${hmac(secret, `${seconds}.${body}`, 'hex')}` }
    case 'api-key':
      return { authorization: `Bearer ${secret}` }
    default:
      throw new Error(`Unknown DESKBELL_SCHEME: ${scheme}`)
  }
}

const appointmentId = process.argv[2] ?? `node-${randomUUID().slice(0, 8)}`
const tomorrow = new Date(Date.now() + 24 * 3600 * 1000)
const body = JSON.stringify({
  event_type: 'appointment.scheduled',
  appointment_id: appointmentId,
  patient_id: 'P-1001',
  timestamp: tomorrow.toISOString(),
  notes: null,
})

const response = await fetch(`${url}/webhook/appointment`, {
  method: 'POST',
  headers: { 'content-type': 'application/json', ...sign(body) },
  body,
})
console.log(`HTTP ${response.status}`)
console.log(await response.text())
console.log(`Appointment ${appointmentId}`)
if (!response.ok) process.exit(1)
