import { readInternet } from '../../../src/main/internet.ts'
import { EventEmitter, once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { startDeskHost } from '../../../src/main/desk-host.ts'
import type { DeskHost, WindowPort } from '../../../src/main/desk-host.ts'
import type { DeskOptions, LogEntry } from '../../../src/main/desk/messages.ts'
import { ShellError } from '../../../src/main/desk/shell.ts'
import type { PdfOrder, Shell } from '../../../src/main/desk/shell.ts'
import type { Keyring } from '../../../src/main/vault/keyring.ts'
import { eventually } from '../../support/eventually.ts'
import { noShell } from '../../support/no-shell.ts'

/** The page's side of a port: what it says goes to the desk, what it hears is kept. */
class Page extends EventEmitter implements WindowPort {
  readonly heard: unknown[] = []
  closed = false
  #waiting: unknown[] | null = []
  postMessage(data: unknown): void {
    this.heard.push(data)
    this.emit('heard')
  }
  /** As Electron's ports do, what is said before the start waits for it. */
  say(data: unknown): void {
    if (this.#waiting === null) this.emit('message', { data })
    else this.#waiting.push(data)
  }
  start(): void {
    const waiting = this.#waiting ?? []
    this.#waiting = null
    for (const data of waiting) this.say(data)
  }
  close(): void {
    this.closed = true
    this.emit('closed')
  }
}

const locked: Keyring = {
  backend: async () => null,
  seal: async () => Promise.reject(new Error('locked')),
  open: async (sealed) => `opened ${Buffer.from(sealed).toString()}`,
}

function startHost(keyring: Keyring = locked, shell: Shell = noShell): { host: DeskHost; entries: LogEntry[] } {
  const entries: LogEntry[] = []
  const desk: DeskOptions & { starts: SharedArrayBuffer } = {
    dataDir: '/nowhere',
    version: '0',
    locale: 'en-GB',
    port: null,
    provisionFile: 'desk.json',
    vaultKey: null,
    internet: readInternet(null),
    sampleDay: true,
    starts: new SharedArrayBuffer(8),
  }
  const host = startDeskHost({
    entry: new URL('made-up-desk.mjs', import.meta.url),
    desk,
    keyring,
    shell,
    log: (entry) => entries.push(entry),
    onRefused: (message) => expect.unreachable(message),
  })
  onTestFinished(() => host.close())
  return { host, entries }
}

test('a window and the desk talk through the first thread', async () => {
  const { host } = startHost()
  const page = new Page()
  host.connectWindow(page, 1)
  page.say('hello')
  await once(page, 'heard')
  expect(page.heard).toEqual(['desk 1, provision desk.json: hello'])
})

test('a desk that dies is started again without its provision file; the window is told and connects anew', async () => {
  const { host, entries } = startHost()
  const page = new Page()
  host.connectWindow(page, 1)
  page.say('die')
  await once(page, 'closed')

  const again = new Page()
  host.connectWindow(again, 1)
  again.say('hello')
  await once(again, 'heard')

  expect(again.heard).toEqual(['desk 2, provision null: hello'])
  const died = entries.filter(({ level }) => level === 'error')
  expect(died).toEqual([
    { level: 'error', event: 'desk-error', name: 'TypeError', code: null, where: expect.stringContaining('made-up-desk.mjs') },
    { level: 'error', event: 'desk-died', exitCode: 1, restartInMs: 50 },
  ])
  expect(JSON.stringify(entries)).not.toContain('words of a delivery')
})

test('a desk that asks to be started anew is, at once, and has not died', async () => {
  const { host, entries } = startHost()
  const page = new Page()
  host.connectWindow(page, 1)
  page.say('restart')
  await once(page, 'closed')

  const again = new Page()
  host.connectWindow(again, 1)
  again.say('hello')
  await once(again, 'heard')

  expect(again.heard).toEqual(['desk 2, provision null: hello'])
  expect(entries.filter(({ event }) => ['desk-died', 'desk-restarting'].includes(event))).toEqual([
    { level: 'info', event: 'desk-restarting' },
  ])
})

test('the keyring is asked on the first thread, and its refusal says no more than that', async () => {
  const opening = startHost()
  const refusing = startHost({ ...locked, open: async () => Promise.reject(new Error('quotes the secret')) })
  for (const { host } of [opening, refusing]) {
    const page = new Page()
    host.connectWindow(page, 1)
    page.say('ask')
  }
  await eventually(() => {
    expect(opening.entries).toContainEqual({ level: 'info', event: 'answered', value: 'opened sealed' })
    expect(refusing.entries).toContainEqual({ level: 'info', event: 'refused', reason: null })
  })
})

test('the shell is told which window asks, and why it could not do it is passed on', async () => {
  const orders: PdfOrder[] = []
  const shell: Shell = {
    ...noShell,
    savePdf: async (order) => {
      orders.push(order)
      throw new ShellError('disk-full')
    },
  }
  const { host, entries } = startHost(locked, shell)
  const page = new Page()
  host.connectWindow(page, 3)
  page.say('print')
  await eventually(() => expect(entries).toContainEqual({ level: 'info', event: 'refused', reason: 'disk-full' }))
  expect(orders).toEqual([{ windowId: 3, name: 'Day', paper: 'A4', landscape: true }])
})

test('a desk that is started again is told that a window is looked at', async () => {
  const { host, entries } = startHost()
  const page = new Page()
  host.connectWindow(page, 1)
  host.looked(true)
  await eventually(() => expect(entries.filter(({ event }) => event === 'looked')).toHaveLength(1))
  page.say('die')
  await eventually(() => expect(entries.filter(({ event }) => event === 'looked')).toHaveLength(2))
  expect(entries.filter(({ event }) => event === 'looked')).toEqual([
    { level: 'info', event: 'looked', isLookedAt: true },
    { level: 'info', event: 'looked', isLookedAt: true },
  ])
})

test('closing ends the worker, and nothing is started again', async () => {
  const { host, entries } = startHost()
  const page = new Page()
  host.connectWindow(page, 1)
  page.say('hello')
  await once(page, 'heard')
  await host.close()
  expect({ closed: page.closed, errors: entries.filter(({ level }) => level === 'error') }).toEqual({ closed: true, errors: [] })
})
