import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { expect, onTestFinished, test, vi } from 'vitest'
import { topics } from '../../../src/shared/words.ts'
import { connectDesk } from '../../../src/renderer/desk/connection.ts'
import { DeskUnreachableError } from '../../../src/renderer/desk/keep-connected.ts'
import type { DeskConnection } from '../../../src/renderer/desk/keep-connected.ts'
import { contract } from '../../../src/shared/contract.ts'
import type { Announcement } from '../../../src/shared/contract.ts'
import { defaultSettings } from '../../../src/shared/settings.ts'
import { eventually } from '../../support/eventually.ts'

const os = implement(contract)

interface MadeUpDesk {
  readonly connection: DeskConnection
  readonly announce: (announcement: Announcement) => void
  /** Ends the desk's side of the connection, as its death does. */
  readonly die: () => void
  /** How often the page asked for a port. */
  readonly asked: () => number
}

/** A desk of which only the settings can be asked, `answer` being when they come, and `begins` when it begins to serve. */
function connect({
  answer = async () => undefined,
  serves = () => true,
  begins = Promise.resolve(),
}: { answer?: () => Promise<void>; serves?: () => boolean; begins?: Promise<void> } = {}): MadeUpDesk {
  let waiting: ((announcement: Announcement) => void) | null = null
  const queue: Announcement[] = []
  let ports: MessagePort[] = []
  let asked = 0
  const handler = new RPCHandler({
    desk: {
      announcements: os.desk.announcements.handler(async function* () {
        await begins
        yield { seq: 0, topics: [], newAppointmentIds: [] }
        for (;;) yield queue.shift() ?? (await new Promise<Announcement>((resolve) => (waiting = resolve)))
      }),
    },
    settings: {
      get: os.settings.get.handler(async () => {
        await answer()
        return defaultSettings()
      }),
    },
  })
  let listener: (port: MessagePort) => void = () => undefined
  const connection = connectDesk({
    ask() {
      asked += 1
      if (!serves()) return
      queueMicrotask(() => {
        const { port1, port2 } = new MessageChannel()
        ports.push(port2)
        handler.upgrade(port2)
        port2.start()
        listener(port1)
      })
    },
    onPort: (heard) => (listener = heard),
  })
  const die = (): void => {
    for (const port of ports) port.close()
    ports = []
  }
  onTestFinished(die)
  return {
    connection,
    die,
    asked: () => asked,
    announce(announcement) {
      if (waiting === null) queue.push(announcement)
      waiting?.(announcement)
      waiting = null
    },
  }
}

test('a call made before the connection stands waits for it', async () => {
  const { connection } = connect()
  expect(connection.connectionState.get()).toBe('connecting')
  expect(await connection.desk.settings.get()).toEqual(defaultSettings())
  expect(connection.connectionState.get()).toBe('connected')
})

test('a call whose port closes is rejected, and the next one goes over a new port', async () => {
  let isSlow = true
  const { connection, die, asked } = connect({ answer: () => (isSlow ? new Promise(() => undefined) : Promise.resolve()) })
  const cutOff = connection.desk.settings.get().catch((error: unknown) => error)
  await eventually(() => expect(connection.connectionState.get()).toBe('connected'))

  die()

  expect(await cutOff).toBeInstanceOf(DeskUnreachableError)
  isSlow = false
  expect(await connection.desk.settings.get()).toEqual(defaultSettings())
  expect(asked()).toBe(2)
})

test('announcements are handed on; a gap in their numbers becomes one of every topic', async () => {
  const { connection, announce } = connect()
  const heard: Announcement[] = []
  connection.onAnnouncement((announcement) => heard.push(announcement))
  announce({ seq: 1, topics: ['hosts'], newAppointmentIds: [] })
  await eventually(() => expect(heard).toHaveLength(1))
  announce({ seq: 3, topics: ['hosts'], newAppointmentIds: [7] })
  await eventually(() => expect(heard).toHaveLength(2))
  expect(heard).toEqual([
    { seq: 1, topics: ['hosts'], newAppointmentIds: [] },
    { seq: 3, topics: [...topics], newAppointmentIds: [] },
  ])
})

test('who stops listening hears nothing more', async () => {
  const { connection, announce } = connect()
  const [kept, dropped]: Announcement[][] = [[], []]
  connection.onAnnouncement((announcement) => kept!.push(announcement))
  connection.onAnnouncement((announcement) => dropped!.push(announcement))()
  announce({ seq: 1, topics: ['hosts'], newAppointmentIds: [] })
  await eventually(() => expect(kept).toHaveLength(1))
  expect(dropped).toEqual([])
})

test('a desk that does not come is not waited for longer than ten seconds', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  const { connection } = connect({ serves: () => false })
  const refused = connection.desk.settings.get().catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(9_999)
  const early = await Promise.race([refused, Promise.resolve('still waiting')])
  await vi.advanceTimersByTimeAsync(1)
  expect({ early, refused: await refused }).toEqual({ early: 'still waiting', refused: expect.any(DeskUnreachableError) })
})

test('whoever was told that the desk is not there hears of everything once it is', async () => {
  vi.useFakeTimers()
  onTestFinished(() => void vi.useRealTimers())
  let begin: () => void = () => undefined
  const { connection } = connect({ begins: new Promise((resolve) => (begin = resolve)) })
  const heard: Announcement[] = []
  connection.onAnnouncement((announcement) => heard.push(announcement))
  const refused = connection.desk.settings.get().catch((error: unknown) => error)
  await vi.advanceTimersByTimeAsync(10_000)
  expect(await refused).toBeInstanceOf(DeskUnreachableError)
  vi.useRealTimers()

  begin()

  await eventually(() => expect(connection.connectionState.get()).toBe('connected'))
  expect(heard).toEqual([{ seq: 0, topics: [...topics], newAppointmentIds: [] }])
})
