import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/node'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test, vi } from 'vitest'
import { connectDeskOverHttp } from '../../../src/renderer/desk/http-connection.ts'
import type { HttpSource } from '../../../src/renderer/desk/http-connection.ts'
import { DeskUnreachableError } from '../../../src/renderer/desk/keep-connected.ts'
import type { DeskConnection } from '../../../src/renderer/desk/keep-connected.ts'
import { contract } from '../../../src/shared/contract.ts'
import type { Announcement } from '../../../src/shared/contract.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { topics } from '../../../src/shared/words.ts'
import { eventually } from '../../support/eventually.ts'

const os = implement(contract)

interface ServedDesk {
  readonly connection: DeskConnection
  readonly heard: Announcement[]
  readonly announce: (announcement: Announcement) => void
  /** Ends every connection, as the desk's death does. */
  readonly cut: () => void
  /** From now on calls are answered with this status, before they reach the contract. */
  readonly refuseWith: (status: number | null) => void
  readonly checks: () => number
}

/** A desk behind real HTTP of which only the settings can be asked, `answer` being when they come. */
async function serve({
  answer = async () => undefined,
  check = async () => 'in',
}: { answer?: () => Promise<void>; check?: HttpSource['check'] } = {}): Promise<ServedDesk> {
  let streams: ((announcement: Announcement) => void)[] = []
  let refusal: number | null = null
  let checks = 0
  const handler = new RPCHandler({
    desk: {
      announcements: os.desk.announcements.handler(async function* () {
        yield { seq: 0, topics: [], newAppointmentIds: [] }
        for (;;) yield await new Promise<Announcement>((resolve) => streams.push(resolve))
      }),
    },
    settings: {
      get: os.settings.get.handler(async () => {
        await answer()
        return defaultSettings()
      }),
    },
  })
  const server = createServer((request, response) => {
    if (refusal === null) void handler.handle(request, response, { prefix: '/desk/rpc' })
    else response.writeHead(refusal, { 'content-type': 'application/json' }).end('{}')
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const connection = connectDeskOverHttp({
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/desk/rpc`,
    check() {
      checks += 1
      return check()
    },
  })
  const heard: Announcement[] = []
  connection.onAnnouncement((announcement) => heard.push(announcement))
  onTestFinished(() => {
    checks = Number.NaN
    check = async () => 'out'
    server.close()
    server.closeAllConnections()
  })
  return {
    connection,
    heard,
    announce(announcement) {
      for (const tell of streams) tell(announcement)
      streams = []
    },
    cut() {
      streams = []
      server.closeAllConnections()
    },
    refuseWith: (status) => (refusal = status),
    checks: () => checks,
  }
}

const isConnected = ({ connection }: ServedDesk): Promise<void> =>
  eventually(() => expect(connection.connectionState.get()).toBe('connected'))

test('calls and announcements go over HTTP as they go over a port', async () => {
  const served = await serve()
  expect(await served.connection.desk.settings.get()).toEqual(defaultSettings())
  served.announce({ seq: 1, topics: ['hosts'], newAppointmentIds: [7] })
  await eventually(() => expect(served.heard).toEqual([{ seq: 1, topics: ['hosts'], newAppointmentIds: [7] }]))
})

test('a stream that is cut is opened anew, and everything is asked again', async () => {
  const served = await serve()
  await isConnected(served)
  served.cut()
  await eventually(() => expect(served.heard).toEqual([{ seq: 0, topics: [...topics], newAppointmentIds: [] }]))
  expect(served.connection.connectionState.get()).toBe('connected')
  expect(served.checks()).toBe(2)
})

test('a call that is under way when the connection is cut is rejected, and the next one goes over the next', async () => {
  let isSlow = true
  const served = await serve({ answer: () => (isSlow ? new Promise(() => undefined) : Promise.resolve()) })
  await isConnected(served)
  const cutOff = served.connection.desk.settings.get().catch((error: unknown) => error)
  served.cut()
  expect(await cutOff).toBeInstanceOf(DeskUnreachableError)
  isSlow = false
  expect(await served.connection.desk.settings.get()).toEqual(defaultSettings())
})

test('a call that is answered with 401 ends the connection, and who is signed out is asked for nothing more', async () => {
  let standing: 'in' | 'out' = 'in'
  const served = await serve({ check: async () => standing })
  await isConnected(served)
  standing = 'out'
  served.refuseWith(401)
  expect(await served.connection.desk.settings.get().catch((error: unknown) => error)).toBeInstanceOf(DeskUnreachableError)
  await eventually(() => expect(served.checks()).toBe(2))
  expect(served.connection.connectionState.get()).toBe('reconnecting')
})

test('a desk that cannot be reached is asked again, less and less often', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let asked = 0
  connectDeskOverHttp({
    url: 'http://127.0.0.1:9/desk/rpc',
    async check() {
      asked += 1
      return 'unreachable'
    },
  })
  const after = async (ms: number): Promise<number> => {
    await vi.advanceTimersByTimeAsync(ms)
    return asked
  }
  expect([await after(0), await after(250), await after(500), await after(1000), await after(60_000)]).toEqual([1, 2, 3, 4, 16])
})

test('a stream on which the desk is silent for too long is given up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  vi.stubGlobal('fetch', async () => new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }))
  onTestFinished(() => void vi.unstubAllGlobals())
  let asked = 0
  connectDeskOverHttp({
    url: 'http://127.0.0.1:9/desk/rpc',
    async check() {
      asked += 1
      return asked === 1 ? 'in' : 'out'
    },
  })
  await vi.advanceTimersByTimeAsync(19_000)
  const early = asked
  await vi.advanceTimersByTimeAsync(2000)
  expect([early, asked]).toEqual([1, 2])
})
