// Takes Deskbell's own webhooks and checks their signature. Node 18 or newer, nothing to install.
//
//   node receive.mjs
//
// DESKBELL_SUBSCRIPTION_SECRET  the secret of the subscription, whsec_…
// PORT                          where to listen; without it, 8080
import { createHmac, timingSafeEqual } from 'node:crypto'
import { createServer } from 'node:http'

const { DESKBELL_SUBSCRIPTION_SECRET: secret, PORT: port = '8080' } = process.env
if (!secret) {
  console.error('Set DESKBELL_SUBSCRIPTION_SECRET')
  process.exit(2)
}
const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64')
const seen = new Set()

// `body` is the bytes as they came, not JSON that was written anew.
function isAuthentic(headers, body) {
  const { 'webhook-id': id = '', 'webhook-timestamp': seconds = '', 'webhook-signature': signatures = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - Number(seconds)) <= 300)) return false
  const expected = createHmac('sha256', key).update(`${id}.${seconds}.`).update(body).digest()
  // There are two while the secret is being changed; either will do.
  return signatures.split(' ').some((each) => {
    const offered = Buffer.from(each.replace(/^v1,/, ''), 'base64')
    return each.startsWith('v1,') && offered.length === expected.length && timingSafeEqual(offered, expected)
  })
}

createServer((request, response) => {
  const chunks = []
  request.on('data', (chunk) => chunks.push(chunk))
  request.on('end', () => {
    const body = Buffer.concat(chunks)
    if (!isAuthentic(request.headers, body)) return response.writeHead(401).end()
    // The same id may come again: it is the same event.
    const id = request.headers['webhook-id']
    if (!seen.has(id)) {
      seen.add(id)
      const { type, data } = JSON.parse(body.toString('utf8'))
      console.log(`${type} ${data.id ?? ''}`)
    }
    response.writeHead(204).end()
  })
}).listen(Number(port), '127.0.0.1', () => console.log(`Listening on ${port}`))
