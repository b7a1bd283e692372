import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { schemes } from '../../../src/main/signatures/index.ts'
import { sendDelivery } from '../../../src/tools/send-delivery.ts'

const textSecret = 'a-secret-only-for-this-test'
const standardSecret = `whsec_${Buffer.from('twenty-four-bytes-and-more').toString('base64')}`

let server: Server | undefined
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())))

/** A receiver that remembers what came, and the port it listens on. */
async function listen(status = 200) {
  const received: { path: string; headers: IncomingHttpHeaders; body: Buffer }[] = []
  server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      received.push({ path: request.url ?? '', headers: request.headers, body: Buffer.concat(chunks) })
      response.writeHead(status, { 'content-type': 'application/json' }).end('{"event_id":7}')
    })
  })
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return { received, port: typeof address === 'object' && address ? String(address.port) : '' }
}

async function run(args: readonly string[], env: Record<string, string> = {}) {
  const lines: string[] = []
  const exitCode = await sendDelivery(args, { env, print: (line) => lines.push(line) })
  return { exitCode, output: lines.join('\n') }
}

const everyEvent = Object.values(providers).flatMap(({ id, schemes: offered, testEvents }) =>
  testEvents.flatMap((event) => offered.map((scheme) => ({ id, event, scheme }))),
)

test.each(everyEvent)('$id $event signed as $scheme arrives with a signature that verifies', async ({ id, event, scheme }) => {
  const { received, port } = await listen()
  const secret = scheme === 'standard-webhooks' ? standardSecret : textSecret
  const { exitCode, output } = await run([id, event, '--scheme', scheme, '--port', port], { DESKBELL_SEND_SECRET: secret })
  const [arrival] = received
  const verification = schemes[scheme].verify({
    headers: arrival!.headers,
    rawBody: arrival!.body,
    secrets: [{ key: 'current', secret }],
    nowMs: Date.now(),
    toleranceSeconds: 300,
  })
  expect({ exitCode, path: arrival!.path, verified: verification.ok }).toEqual({
    exitCode: 0,
    path: providers[id].paths[0],
    verified: true,
  })
  expect(output).toContain(`'http://127.0.0.1:${port}${providers[id].paths[0]}'`)
  expect(output).toContain('200 {"event_id":7}')
  expect(output).not.toContain(secret)
})

test('a given body is sent byte for byte, and stands in the line for curl in quotes of a shell', async () => {
  const { received, port } = await listen()
  const body = `{"event":"x",  "name":"O'Neil"}`
  const { output } = await run(['calendly', '--data', body, '--secret', textSecret, '--port', port])
  expect(received[0]?.body.toString()).toBe(body)
  expect(output).toContain(`--data-raw '{"event":"x",  "name":"O'\\''Neil"}'`)
})

test('a file is sent byte for byte', async () => {
  const { received, port } = await listen()
  const file = fileURLToPath(new URL('../../fixtures/calendly/composed-invitee-created.json', import.meta.url))
  await run(['calendly', '--body', file, '--secret', textSecret, '--port', port])
  expect(received[0]?.body.includes('"uri": "https://api.calendly.com/scheduled_events/EVCONS0000001/invitees/INVJOHN000001"')).toBe(true)
})

test('a refusal ends with 1 and says where to look', async () => {
  const { port } = await listen(401)
  const { exitCode, output } = await run(['cal-com', 'PING', '--secret', textSecret, '--port', port])
  expect(exitCode).toBe(1)
  expect(output).toContain('audit log')
})

test('nothing that listens is explained', async () => {
  const { port } = await listen()
  await new Promise<void>((resolve) => server?.close(() => resolve()))
  server = undefined
  const { exitCode, output } = await run(['cal-com', 'PING', '--secret', textSecret, '--port', port])
  expect(exitCode).toBe(1)
  expect(output).toContain(`Nothing listens on port ${port}. Start the app (npm start) first`)
})

const wrong: [string, string[], string][] = [
  [
    'an unknown provider',
    ['calendar', 'x'],
    'There is no provider "calendar". Choose one of: calendly, cal-com, smart-scheduler, healthcare.',
  ],
  [
    'an unknown event',
    ['healthcare', 'appointment.lost', '--secret', textSecret],
    'Clinic has no event "appointment.lost". Choose one of: appointment.scheduled',
  ],
  ['no event', ['healthcare', '--secret', textSecret], 'Which event? Choose one of: appointment.scheduled'],
  ['no secret', ['cal-com', 'PING'], 'DESKBELL_SEND_SECRET'],
  ['a secret that cannot be used', ['cal-com', 'PING', '--secret', 'short'], 'has 5 characters'],
  ['a scheme of another provider', ['cal-com', 'PING', '--scheme', 'api-key', '--secret', textSecret], 'Choose one of: cal-com-sha256.'],
  ['a port that is none', ['cal-com', 'PING', '--secret', textSecret, '--port', '70000'], 'a number from 1 to 65535'],
  ['an unknown option', ['cal-com', 'PING', '--prot', '1'], "Unknown option '--prot'"],
  ['two bodies', ['cal-com', '--data', '{}', '--body', 'x', '--secret', textSecret], 'not both'],
  [
    'a file that is not there',
    ['cal-com', '--body', '/nowhere/x.json', '--secret', textSecret],
    '/nowhere/x.json could not be read (ENOENT)',
  ],
  ['too many words', ['cal-com', 'PING', 'PONG', '--secret', textSecret], 'Too many words: PONG'],
]
test.each(wrong)('%s is refused with what to write instead', async (_what, args, message) => {
  const { exitCode, output } = await run(args)
  expect(exitCode).toBe(2)
  expect(output).toContain(message)
})

test('without words it shows how it is used, with every event of every provider', async () => {
  const { exitCode, output } = await run([])
  expect(exitCode).toBe(2)
  for (const { id, testEvents } of Object.values(providers)) expect(output).toContain(`${id}: ${testEvents.join(', ')}`)
})
