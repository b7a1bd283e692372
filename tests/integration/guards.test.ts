import { readFileSync } from 'node:fs'
import { Agent, request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { onTestFinished, describe, expect, test } from 'vitest'
import { createTrace } from '../../src/main/guards/trace.ts'
import { findDelivery } from '../../src/main/store/delivery-details.ts'
import { listDeliveries } from '../../src/main/store/delivery-lists.ts'
import type { Store } from '../../src/main/store/open.ts'
import { getSettings, saveSettings } from '../../src/main/store/settings.ts'
import { stopClock } from '../support/stopped-clock.ts'
import { NOON } from '../support/temporary.ts'
import { buildTestReceiver, send, signed } from '../support/test-receiver.ts'

interface CalendlyBody {
  readonly payload: Record<string, unknown> & { readonly uri: string }
}
const booking = JSON.parse(
  readFileSync(new URL('../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8'),
) as CalendlyBody
const bookingOf = (person: number) => ({ ...booking, payload: { ...booking.payload, uri: `${booking.payload.uri}-${person}` } })
const visit = JSON.parse(
  readFileSync(new URL('../fixtures/healthcare/brief-scenario-1-scheduled.json', import.meta.url), 'utf8'),
) as Record<string, unknown>
const everything = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }
const log = (store: Store) => listDeliveries(store.read, everything, null, 500).rows.toReversed()
const wrong = 'a wrong secret of length'
const proxy = ['127.0.0.1']

describe('addresses that may post', () => {
  test.each([
    ['an address on the list', ['203.0.113.9'], '203.0.113.9', 200],
    ['an address beside it', ['203.0.113.9'], '203.0.113.8', 403],
    ['an address in a range', ['198.51.100.0/24', '203.0.113.0/28'], '203.0.113.15', 200],
    ['the first address after a range', ['203.0.113.0/28'], '203.0.113.16', 403],
    ['an address in a range that was written by one of its own', ['203.0.113.77/24'], '203.0.113.1', 200],
    ['an IPv6 address in a range', ['2001:db8::/32'], '2001:db8:ffff::1', 200],
    ['an IPv6 address beside a range', ['2001:db8::/32'], '2001:db9::1', 403],
    ['IPv4 told as IPv6, in a range of IPv4', ['203.0.113.0/24'], '::ffff:203.0.113.9', 200],
    ['IPv4 told as IPv6 in hexadecimal', ['203.0.113.0/24'], '::ffff:cb00:7109', 200],
    ['IPv4 told as IPv6, beside a range of IPv4', ['203.0.113.0/24'], '::ffff:198.51.100.1', 403],
    ['IPv4, in a range of IPv4 that was written as IPv6', ['::ffff:203.0.113.0/120'], '203.0.113.9', 200],
    ['everybody, where the list is empty', [], '198.51.100.1', 200],
  ])('%s', async (_name, allowList, from, status) => {
    const { port, store } = await buildTestReceiver({ guards: { allowList }, trustedProxies: proxy })
    const reply = await send(port, signed('calendly', booking, { headers: { 'x-forwarded-for': from } }))
    expect([reply.status, log(store).map(({ reason }) => reason)]).toEqual([status, [status === 200 ? null : 'address']])
  })

  test('the log keeps whose delivery was refused, and says where the list is', async () => {
    const { port, store } = await buildTestReceiver({ guards: { allowList: ['203.0.113.0/24'] }, trustedProxies: proxy })
    const reply = await send(port, signed('calendly', booking, { headers: { 'x-forwarded-for': '198.51.100.1' } }))
    expect(reply.json).toEqual({ status: 'error', message: 'Not allowed' })
    expect(findDelivery(store.read, 1)).toMatchObject({
      verdict: 'rejected',
      reason: 'address',
      httpStatus: 403,
      remoteAddress: '198.51.100.1',
      sentence: 'It came from 198.51.100.1, which is not on the list of addresses that may post. The list is in Settings, under Guards.',
      verification: { scheme: null, key: null, skewSeconds: null, failure: 'address-not-listed' },
    })
  })

  test.each([
    ['no proxy is trusted', [], '203.0.113.9', '127.0.0.1'],
    ['the proxy is another one', ['192.0.2.1'], '203.0.113.9', '127.0.0.1'],
    ['the sender put an address before the one that the proxy adds', proxy, '203.0.113.9, 198.51.100.1', '198.51.100.1'],
    ['the sender names the proxy', proxy, '203.0.113.9, 198.51.100.1, 127.0.0.1', '198.51.100.1'],
  ])('a forwarded address is not believed where %s', async (_name, trustedProxies, header, seen) => {
    const { port, store } = await buildTestReceiver({ guards: { allowList: ['203.0.113.0/24'] }, trustedProxies })
    const headers = {
      'x-forwarded-for': header,
      'x-real-ip': '203.0.113.9',
      forwarded: 'for=203.0.113.9',
      'cf-connecting-ip': '203.0.113.9',
    }
    const reply = await send(port, signed('calendly', booking, { headers }))
    expect([reply.status, findDelivery(store.read, 1)?.remoteAddress]).toEqual([403, seen])
  })

  test('what this desk sends to itself comes in all the same, and nobody else by its header', async () => {
    const { port, marks } = await buildTestReceiver({ guards: { allowList: ['203.0.113.9'], hosts: ['desk.example.com'] } })
    const own = marks.issue({ origin: 'test', secret: null })
    const ours = await send(port, signed('calendly', booking, { headers: { 'x-deskbell-origin': own, host: 'elsewhere.example.com' } }))
    const again = await send(port, signed('calendly', booking, { headers: { 'x-deskbell-origin': own } }))
    const guessed = await send(port, signed('calendly', booking, { headers: { 'x-deskbell-origin': 'a guess' } }))
    expect([ours.status, again.status, guessed.status]).toEqual([200, 403, 403])
  })
})

describe('names by which the desk is called', () => {
  const hosts = ['desk.example.com', 'tunnel.example.net']
  test.each([
    ['a name on the list', 'desk.example.com', 200],
    ['with a port', 'desk.example.com:8443', 200],
    ['in capitals, with a dot at the end', 'DESK.Example.COM.', 200],
    ['the public address', 'public.example.org', 200],
    ['localhost', 'localhost:7420', 200],
    ['this machine’s loopback address', '127.0.0.1', 200],
    ['its loopback address in IPv6', '[::1]:7420', 200],
    ['another name', 'evil.example.com', 421],
    ['a name that begins like one on the list', 'desk.example.com.evil.net', 421],
    ['a name that ends like one on the list', 'evildesk.example.com', 421],
    ['an address that is not this one', '203.0.113.9', 421],
    ['something that is no name', '<script>', 421],
  ])('%s', async (_name, host, status) => {
    const { port, store } = await buildTestReceiver({ guards: { hosts }, publicUrl: 'https://public.example.org' })
    const reply = await send(port, signed('calendly', booking, { headers: { host } }))
    const page = await send(port, { method: 'GET', path: '/health', headers: { host } })
    expect([reply.status, page.status]).toEqual([status, status])
    const { reason, verification } = findDelivery(store.read, 1)!
    expect([reason, verification.failure]).toEqual(status === 421 ? ['address', 'host-not-listed'] : [null, null])
  })

  test('a request of HTTP/1.0 that calls the desk by no name at all is not meant for it', async () => {
    const { port } = await buildTestReceiver({ guards: { hosts } })
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => socket.write('GET /health HTTP/1.0\r\n\r\n'))
      socket.once('data', (chunk) => resolve(chunk.toString('latin1')))
      socket.once('error', reject)
    })
    expect(answer.split('\r\n')[0]).toBe('HTTP/1.1 421 Misdirected Request')
  })

  test('any name will do where the list is empty', async () => {
    const { port } = await buildTestReceiver()
    expect((await send(port, signed('calendly', booking, { headers: { host: 'any.example.com' } }))).status).toBe(200)
  })

  test('a forwarded name is believed from a trusted proxy only', async () => {
    const headers = { host: 'desk.example.com', 'x-forwarded-host': 'evil.example.com' }
    const open = await buildTestReceiver({ guards: { hosts } })
    const behind = await buildTestReceiver({ guards: { hosts }, trustedProxies: proxy })
    const statuses = [
      await send(open.port, signed('calendly', booking, { headers })),
      await send(behind.port, signed('calendly', booking, { headers })),
    ]
    expect(statuses.map(({ status }) => status)).toEqual([200, 421])
  })

  test('what no name can look like is not repeated in the log’s sentence', async () => {
    const { port, store } = await buildTestReceiver({ guards: { hosts } })
    await send(port, signed('calendly', booking, { headers: { host: '<img src=x>' } }))
    expect(findDelivery(store.read, 1)?.sentence).toBe(
      'It called this desk by no name that could be one, which is not on the list of names. The list is in Settings, under Guards.',
    )
  })
})

describe('rates', () => {
  test('a flood of 1,200 unsigned deliveries costs none of 120 valid ones, and each is told when to come again', async () => {
    const { port, store } = await buildTestReceiver()
    stopClock(NOON)
    const unsigned = Array.from({ length: 1200 }, () => () => send(port, signed('calendly', booking, { secret: wrong })))
    const valid = Array.from({ length: 120 }, (_, index) => () => send(port, signed('calendly', bookingOf(index))))
    // One valid delivery after every ten, in batches, as they would come in.
    const mixed = unsigned.flatMap((junk, index) => (index % 10 === 9 ? [junk, valid[(index - 9) / 10]!] : [junk]))
    const replies = { junk: [] as number[], valid: [] as number[], retryAfter: new Set<string | undefined>() }
    for (let from = 0; from < mixed.length; from += 110) {
      const batch = mixed.slice(from, from + 110)
      for (const [index, reply] of (await Promise.all(batch.map((post) => post()))).entries()) {
        const isValid = valid.includes(batch[index]!)
        replies[isValid ? 'valid' : 'junk'].push(reply.status)
        if (reply.status === 429) replies.retryAfter.add(reply.headers['retry-after'])
      }
    }
    const count = (statuses: number[], status: number) => statuses.filter((each) => each === status).length
    expect({ valid: count(replies.valid, 200), of: replies.valid.length }).toEqual({ valid: 120, of: 120 })
    expect({ explained: count(replies.junk, 401), turnedAway: count(replies.junk, 429) }).toEqual({ explained: 10, turnedAway: 1190 })
    expect([...replies.retryAfter]).toEqual(['1'])
    expect(log(store).filter(({ verdict }) => verdict === 'rejected').length).toBe(11)
  })

  test('when a minute’s budget is used up, it tells the seconds until the next', async () => {
    const { port } = await buildTestReceiver({ guards: { failuresPerSecond: 5, failuresPerMinute: 8 } })
    const clock = stopClock(NOON)
    const post = () => send(port, signed('calendly', booking, { secret: wrong }))
    const replies = []
    for (let index = 0; index < 12; index += 1) {
      clock.pass(500)
      replies.push(await post())
    }
    expect(replies.map(({ status }) => status)).toEqual([...Array<number>(8).fill(401), ...Array<number>(4).fill(429)])
    expect(replies.slice(8).map(({ headers }) => headers['retry-after'])).toEqual(['56', '56', '55', '55'])
    clock.pass(56_000)
    expect((await post()).status).toBe(401)
  })

  test('more authentic deliveries than are taken come again a little later', async () => {
    const { port, store } = await buildTestReceiver({ guards: { authenticPerSecond: 50, authenticPerMinute: 600 } })
    const clock = stopClock(NOON)
    const replies = await Promise.all(Array.from({ length: 60 }, (_, index) => send(port, signed('calendly', bookingOf(index)))))
    const late = replies.filter(({ status }) => status === 429)
    expect({
      taken: replies.filter(({ status }) => status === 200).length,
      late: late.map(({ headers }) => headers['retry-after']),
    }).toEqual({
      taken: 50,
      late: Array<string>(10).fill('1'),
    })
    expect(log(store).filter(({ reason }) => reason === 'flood').length).toBe(1)
    // Another provider's budget is another one.
    expect((await send(port, signed('healthcare', visit))).status).toBe(201)
    clock.pass(1000)
    expect((await send(port, signed('calendly', bookingOf(99)))).status).toBe(200)
  })

  test('one sender’s flood leaves the others their explanation, where a trusted proxy tells them apart', async () => {
    const { port } = await buildTestReceiver({ trustedProxies: proxy })
    stopClock(NOON)
    const from = (address: string) => send(port, signed('calendly', booking, { secret: wrong, headers: { 'x-forwarded-for': address } }))
    const attacker = []
    for (let index = 0; index < 20; index += 1) attacker.push(await from(`2001:db8:bad:1::${index.toString(16)}`))
    const office = await from('203.0.113.9')
    expect([attacker.filter(({ status }) => status === 401).length, office.status]).toEqual([5, 401])
  })

  test('a changed limit counts with the next delivery', async () => {
    const { port, store } = await buildTestReceiver()
    stopClock(NOON)
    const post = async (): Promise<number> => (await send(port, signed('calendly', booking, { secret: wrong }))).status
    const before = [await post(), await post(), await post()]
    saveSettings(store.write, { guards: { ...getSettings(store.read).guards, failuresPerSecond: 4 } })
    expect([...before, await post(), await post()]).toEqual([401, 401, 401, 401, 429])
  })
})

describe('sizes and shapes', () => {
  test.each([
    ['a body of as many bytes as are taken', { bodyBytes: 16 * 1024 }, 'x'.repeat(16 * 1024 - 2), 400],
    ['a body of one more', { bodyBytes: 16 * 1024 }, 'x'.repeat(16 * 1024 + 1), 413],
    ['a body that nests as deep as is taken', { nesting: 8 }, '['.repeat(8) + ']'.repeat(8), 422],
    ['a body that nests deeper', { nesting: 8 }, '['.repeat(9) + ']'.repeat(9), 400],
    ['a body that nests deeper than by default, where that is set', { nesting: 40 }, '['.repeat(40) + ']'.repeat(40), 422],
  ])('%s', async (_name, guards, body, status) => {
    const { port } = await buildTestReceiver({ guards })
    expect((await send(port, signed('smart-scheduler', body))).status).toBe(status)
  })

  test('a head as large as is set, and a larger one', async () => {
    const { port } = await buildTestReceiver({ guards: { headerBytes: 32 * 1024 } })
    const head = (bytes: number) => send(port, { method: 'GET', path: '/health', headers: { 'x-long': 'x'.repeat(bytes) } })
    expect([(await head(20_000)).status, (await head(40_000)).status]).toEqual([200, 431])
  })

  test('a sender’s clock may differ by as much as is set, both ways', async () => {
    const { port, store } = await buildTestReceiver({ guards: { clockTolerance: { calendly: 600 } } })
    const at = async (seconds: number) =>
      (await send(port, signed('calendly', bookingOf(seconds), { nowMs: NOON + seconds * 1000 }))).status
    expect([await at(-599), await at(599), await at(-601), await at(601)]).toEqual([200, 200, 401, 401])
    expect(findDelivery(store.read, 3)?.sentence).toContain('more than the 600 s that are allowed')
  })
})

describe('connections', () => {
  const opened = (port: number) =>
    new Promise<Socket>((resolve, reject) => {
      const socket = connect(port, '127.0.0.1', () => resolve(socket))
      socket.on('error', reject)
      onTestFinished(() => void socket.destroy())
    })

  test('beyond as many as are set a connection is closed, and there is room again when one ends', async () => {
    const { port, turnedAway } = await buildTestReceiver({ guards: { connections: 50 } })
    const sockets = await Promise.all(Array.from({ length: 50 }, () => opened(port)))
    // The server has accepted a connection once it answers on it.
    await Promise.all(
      sockets.map(
        (socket) =>
          new Promise((resolve) => {
            socket.once('data', resolve)
            // The body that is announced never comes: the connection stays busy.
            socket.write(
              'POST /api/webhooks/calendly HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n',
            )
          }),
      ),
    )
    await expect(send(port, signed('calendly', booking))).rejects.toThrow(/ECONNRESET|socket hang up/)
    expect(turnedAway).toEqual({ shed: 0, dropped: 1 })
    const ended = new Promise((resolve) => sockets[0]!.once('close', resolve))
    sockets[0]!.destroy()
    await ended
    await expect.poll(async () => (await send(port, signed('calendly', booking)).catch(() => null))?.status).toBe(200)
  })

  test('connections that are only kept for later make room', async () => {
    const { port } = await buildTestReceiver({ guards: { connections: 50 } })
    const agent = new Agent({ keepAlive: true, maxSockets: 50 })
    onTestFinished(() => agent.destroy())
    const ask = () =>
      new Promise((resolve, reject) => {
        request({ host: '127.0.0.1', port, path: '/health', agent }, (response) => response.resume().once('end', resolve))
          .on('error', reject)
          .end()
      })
    await Promise.all(Array.from({ length: 50 }, ask))
    await expect.poll(async () => (await send(port, signed('calendly', booking)).catch(() => null))?.status).toBe(200)
  })
})

test('when too much waits for the disk a delivery is put off before it is read, and taken once there is room', async () => {
  const { port, writer, turnedAway } = await buildTestReceiver()
  // As slow as a disk can be: each of them fills one turn of the event loop.
  const slow = Array.from({ length: 1000 }, () => writer.submit(() => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 4)))
  const during = await send(port, signed('calendly', booking))
  await Promise.all(slow)
  const after = await send(port, signed('calendly', booking))
  expect([during.status, during.headers['retry-after'], during.json, after.status]).toEqual([
    503,
    '5',
    { status: 'error', message: 'Busy, try again' },
    200,
  ])
  expect(turnedAway.shed).toBe(1)
})

describe('what is shown of each request', () => {
  test('its stages, sizes and names of headers, and no value of any', async () => {
    let isOn = true
    const trace = createTrace(() => isOn)
    const { port } = await buildTestReceiver({ trace, guards: { allowList: ['127.0.0.1'] } })
    await send(port, {
      ...signed('calendly', booking, { headers: { 'x-marked': 'marked-value' } }),
      path: '/api/webhooks/calendly?marked=query',
    })
    await send(port, { method: 'GET', path: '/nothing-here' })
    const watched = trace.watch(undefined)
    const { value: entries } = (await watched.next()) as { value: Parameters<typeof trace.add>[0][] }
    expect(entries.map(({ method, path, provider, status }) => [method, path, provider, status])).toEqual([
      ['POST', '/api/webhooks/calendly', 'calendly', 200],
      ['GET', '/nothing-here', null, 404],
    ])
    const [delivery, page] = entries
    expect(delivery).toMatchObject({ remoteAddress: '127.0.0.1', bodyBytes: Buffer.byteLength(JSON.stringify(booking)) })
    expect(delivery!.headerNames).toContain('x-marked')
    expect(JSON.stringify(entries)).not.toMatch(/marked-value|marked=query|t=\d/)
    const stages = (['guardMs', 'bodyMs', 'verifyMs', 'readMs', 'keepMs'] as const).map((stage) => [
      delivery![stage] !== null,
      page![stage] !== null,
    ])
    expect(stages).toEqual(Array.from({ length: 5 }, () => [true, false]))
    isOn = false
    trace.settingsChanged()
    expect((await watched.next()).done).toBe(true)
    const afterwards = trace.watch(undefined)
    expect((await afterwards.next()).value).toEqual([])
  })

  test('nothing is held while nobody wants to see it', async () => {
    const trace = createTrace(() => false)
    const { port } = await buildTestReceiver({ trace })
    await send(port, signed('calendly', booking))
    expect((await trace.watch(undefined).next()).value).toEqual([])
  })

  test('no more is held than the last 200', async () => {
    const trace = createTrace(() => true)
    const { port } = await buildTestReceiver({ trace })
    for (let index = 0; index < 210; index += 1) await send(port, { method: 'GET', path: '/health' })
    const held = (await trace.watch(undefined).next()).value as { id: number }[]
    expect([held.length, held[0]?.id, held.at(-1)?.id]).toEqual([200, 11, 210])
  })
})
