import { readdirSync, readFileSync } from 'node:fs'
import { connect, type Socket } from 'node:net'
import * as fc from 'fast-check'
import { onTestFinished, expect, test } from 'vitest'
import { providers } from '../../src/main/providers/index.ts'
import { scalar } from '../../src/main/store/db.ts'
import { signingProviderIds, type SigningProviderId } from '../../src/shared/words.ts'
import { arrivalOf, buildTestReceiver, send, signed } from '../support/test-receiver.ts'

const samplesOf = (provider: SigningProviderId): unknown[] => {
  const folder = new URL(`../fixtures/${provider}/`, import.meta.url)
  const names = readdirSync(folder).filter((name) => name.endsWith('.json') && !name.startsWith('api-'))
  return names.map((name) => JSON.parse(readFileSync(new URL(name, folder), 'utf8')) as unknown)
}
const booking = JSON.parse(readFileSync(new URL('../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8')) as unknown

const nasty = fc.oneof(
  fc.constantFrom<unknown>(
    null,
    true,
    -1,
    0,
    1e308,
    2 ** 53,
    '',
    ' ',
    '\u0000',
    '\ud800',
    '9999-12-31T23:59:59Z',
    '0000-00-00T00:00:00Z',
    'javascript:alert(1)',
  ),
  fc.constantFrom<unknown>([], {}, [[]], [null], { toString: 1 }, { length: -1 }, JSON.parse('{"__proto__":{"polluted":true}}')),
  fc.string({ unit: 'binary', maxLength: 50 }),
  fc.integer({ min: 1, max: 3000 }).map((length) => 'x'.repeat(length)),
  fc.jsonValue({ maxDepth: 3 }),
)

/** Of each provider; the figures in docs speak of 10,000 altogether. */
const runs = Number(process.env['DESKBELL_HOSTILE_RUNS'] ?? 500)

/** A sample in which one member, anywhere, holds something else, or is gone. */
function spoil(sample: unknown, at: number, value: unknown, isGone: boolean): unknown {
  let index = 0
  const visit = (node: unknown): unknown => {
    if (index++ === at) return isGone ? undefined : value
    if (Array.isArray(node)) return node.map(visit)
    if (typeof node !== 'object' || node === null) return node
    return Object.fromEntries(Object.entries(node).map(([name, member]) => [name, visit(member)]))
  }
  return visit(sample)
}

test.each(signingProviderIds)(
  'whatever an authentic body of %s holds, it is answered and kept, and is never our fault',
  async (provider) => {
    const { store, receive } = await buildTestReceiver()
    const samples = samplesOf(provider)
    const spoilt = fc.tuple(fc.constantFrom(...samples), fc.nat(80), nasty, fc.boolean()).map((how) => spoil(...how))
    await fc.assert(
      fc.asyncProperty(spoilt, async (body) => {
        const arrival = arrivalOf(signed(provider, JSON.stringify(body) ?? 'undefined'))
        const { status } = await receive.receive(providers[provider], arrival)
        return [200, 201, 202, 400, 422].includes(status)
      }),
      { numRuns: runs },
    )
    expect(scalar(store.read, "SELECT count(*) FROM deliveries WHERE verdict = 'failed'")).toBe(0)
    expect(scalar(store.read, "SELECT count(*) FROM appointments WHERE start_ms IS NOT NULL AND typeof(start_ms) <> 'integer'")).toBe(0)
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  },
)

test('a thousand senders that dawdle keep no valid delivery waiting', async () => {
  const { port } = await buildTestReceiver()
  const head = 'POST /api/webhooks/calendly HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n'
  const dawdlers = await Promise.all(
    Array.from({ length: 1000 }, (_, index) => {
      return new Promise<Socket>((resolve, reject) => {
        const socket = connect(port, '127.0.0.1', () => {
          // Every second one even ends its head, and then sends no body.
          socket.write(index % 2 === 0 ? head : `${head}\r\n`)
          resolve(socket)
        })
        socket.once('error', reject)
      })
    }),
  )
  onTestFinished(() => {
    for (const socket of dawdlers) socket.destroy()
  })
  for (const socket of dawdlers) socket.on('error', () => undefined)
  const replies = await Promise.all(Array.from({ length: 20 }, () => send(port, signed('calendly', booking))))
  expect(replies.map(({ status }) => status)).toEqual(Array<number>(20).fill(200))
})

test('a client that goes away in the middle of its body leaves nothing behind', async () => {
  const { port, store, app } = await buildTestReceiver()
  const gone = new Promise<void>((resolve) => {
    app.server.once('request', (request) => request.once('close', () => resolve()))
  })
  const socket = connect(port, '127.0.0.1', () => {
    socket.write('POST /api/webhooks/calendly HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"a":')
  })
  app.server.once('request', () => socket.destroy())
  await gone
  const next = await send(port, signed('calendly', booking))
  expect([next.status, scalar(store.read, 'SELECT count(*) FROM deliveries')]).toEqual([200, 1])
})
