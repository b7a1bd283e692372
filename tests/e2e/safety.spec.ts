import type { Page } from '@playwright/test'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test } from './support/deskbell.ts'
import { openPage } from './support/pages.ts'

test('the page has no Node, may do nothing that asks for leave, and cannot be led away', async ({ start }) => {
  const { app, page, receiving } = await start()
  await receiving()
  const reach = await page.evaluate(async () => ({
    node: [typeof Reflect.get(window, 'require'), typeof Reflect.get(window, 'process'), typeof Reflect.get(window, 'Buffer')],
    notifications: await Notification.requestPermission(),
    place: await navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state),
    origin: window.origin,
  }))
  expect(reach).toEqual({
    node: ['undefined', 'undefined', 'undefined'],
    notifications: 'denied',
    place: 'denied',
    origin: 'deskbell://app',
  })

  for (const url of ['https://example.com/', 'http://127.0.0.1:9/', 'deskbell://other/index.html']) {
    await page.evaluate((target) => {
      window.location.href = target
    }, url)
  }
  // Asked of main: Playwright waits for a navigation that was begun, and this one never ends.
  const after = await app.evaluate(async ({ webContents }) => {
    const [contents] = webContents.getAllWebContents()
    return { url: contents?.getURL(), heartbeat: await contents?.executeJavaScript(`document.querySelector('footer').innerText`) }
  })
  expect(after).toEqual({ url: 'deskbell://app/index.html', heartbeat: expect.stringContaining('Receiving on') })
})

test('a meeting link opens in the browser, another one after a question that names its host, and nothing but https at all', async ({
  start,
}) => {
  const { app, page, receiving } = await start()
  await receiving()
  // The browser and the dialog are the world outside.
  await app.evaluate(({ dialog, shell }) => {
    const seen: string[] = []
    Reflect.set(globalThis, 'seen', seen)
    shell.openExternal = async (url) => void seen.push(`opened ${url}`)
    const answers = [1, 0]
    dialog.showMessageBox = async (...args: unknown[]) => {
      seen.push(`asked ${String(Reflect.get(args.at(-1) as object, 'message'))}`)
      return { response: answers.shift() ?? 1, checkboxChecked: false }
    }
  })
  for (const url of ['https://us02web.zoom.us/j/1', 'http://zoom.us/j/2', 'https://example.com/no', 'https://example.com/yes']) {
    await page.evaluate((target) => void window.open(target), url)
  }

  const seen = () => app.evaluate(() => Reflect.get(globalThis, 'seen') as string[])
  await expect
    .poll(seen)
    .toEqual([
      'opened https://us02web.zoom.us/j/1',
      'asked Open example.com in the browser?',
      'asked Open example.com in the browser?',
      'opened https://example.com/yes',
    ])
  expect(await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1)
})

/** Asks for the desk's port as our page does. Becomes what came of it: `answered`, `closed`, or `none` where there was not even a port. */
const askForPort = `new Promise((resolve) => {
  let turns = 0
  addEventListener('message', ({ data, ports: [port] }) => {
    if (data === 'deskbell:port-handed-over') {
      turns = Infinity
      port.addEventListener('close', () => resolve('closed'))
      port.addEventListener('message', () => resolve('answered'))
      port.start()
    }
    // What is handed over comes within a few turns.
    if (data === 'turn' && turns++ < 500) turns === 500 ? resolve('none') : postMessage('turn', '*')
  })
  postMessage('deskbell:port-wanted', '*')
  postMessage('turn', '*')
})`

test('no page but ours gets the desk’s port, and ours gets nothing else', async ({ start }) => {
  const { app, page, receiving } = await start()
  const receiver = await receiving()
  const pages = ['deskbell://app/index.html', `${receiver}/health`, 'about:blank', 'data:text/html,<title>x</title>']
  const became = await app.evaluate(
    async ({ BrowserWindow }, { urls, preload, script }) => {
      const seen: string[] = []
      for (const url of urls) {
        const window = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true, contextIsolation: true } })
        await window.loadURL(url)
        seen.push(String(await window.webContents.executeJavaScript(script)))
        window.destroy()
      }
      return seen
    },
    { urls: pages, preload: fileURLToPath(new URL('../../out/preload/index.cjs', import.meta.url)), script: askForPort },
  )
  expect(became).toEqual(['answered', 'closed', 'none', 'none'])

  // A frame of our own origin: the preload hears only its own page, and the page only itself.
  const heard = await page.evaluate(async () => {
    const frame = document.createElement('iframe')
    document.body.append(frame)
    const inner = frame.contentWindow!
    const ports: string[] = []
    const hear = (where: string) => (event: MessageEvent) => void (event.ports.length > 0 && ports.push(where))
    const [inFrame, inPage] = [hear('frame'), hear('page')]
    inner.addEventListener('message', inFrame)
    window.addEventListener('message', inPage)
    inner.postMessage('deskbell:port-wanted', '*')
    for (let turn = 0; turn < 3; turn += 1) {
      await new Promise((resolve) => {
        window.addEventListener('message', resolve, { once: true })
        window.postMessage('turn', '*')
      })
    }
    window.removeEventListener('message', inPage)
    frame.remove()
    return ports
  })
  expect(heard.filter((where) => where === 'frame')).toEqual([])

  const globals = (target: Page): Promise<string[]> =>
    target.evaluate(() =>
      Object.getOwnPropertyNames(window)
        .filter((name) => !/^\d+$/.test(name))
        .toSorted(),
    )
  const opened = app.waitForEvent('window')
  await app.evaluate(
    ({ BrowserWindow }) => void new BrowserWindow({ show: false, webPreferences: { sandbox: true } }).loadURL('deskbell://app/index.html'),
  )
  const bare = await opened
  await bare.waitForLoadState()
  expect(await globals(page)).toEqual(await globals(bare))
})

test('junk on the desk’s port harms neither the desk nor the page', async ({ start, dataDir }) => {
  const { page, receiving } = await start()
  await receiving()
  await page.evaluate(async () => {
    const port = await new Promise<MessagePort>((resolve) => {
      window.addEventListener('message', ({ data, ports }) => {
        if (data === 'deskbell:port-handed-over' && ports[0]) resolve(ports[0])
      })
      window.postMessage('deskbell:port-wanted', window.origin)
    })
    const text = (value: unknown): string => JSON.stringify(value)
    const junk: unknown[] = [
      null,
      undefined,
      0,
      Number.NaN,
      true,
      '',
      'x',
      '{',
      '[]',
      '{}',
      'null',
      '\u0000',
      'x'.repeat(1_000_000),
      '['.repeat(100_000),
      {},
      [],
      new Date(Number.NaN),
      new Map([[1, 2]]),
      new ArrayBuffer(0),
      new Uint8Array(100_000),
      new Error('x'),
      text({ i: 'a' }),
      text({ i: {}, t: [], p: null }),
      text({ i: '1', t: 99, p: {} }),
      text({ i: '2', p: { u: '/__proto__/constructor', b: {} } }),
      text({ i: '3', p: { u: '/desk/status/../../settings/get' } }),
      text({ i: '4', p: { u: 'file:///etc/passwd', m: 'GET' } }),
      text({ i: '5', p: { u: '/providers/setSecret', h: { 'content-type': 'multipart/form-data' }, b: 'x' } }),
      text({ i: '6', p: { u: `/${'a/'.repeat(10_000)}` } }),
      text({ i: '7', p: { u: '/settings/update', b: { json: { port: -1 }, meta: [[0, 'port']] } } }),
      text({ i: '8', p: { u: '/settings/get', b: { json: null, meta: [[5, '__proto__', 'polluted']], maps: [['__proto__']] } } }),
      text({ i: '9', t: 3, p: {} }),
    ]
    for (let round = 0; round < 10; round += 1) for (const one of junk) port.postMessage(one)
  })
  await openPage(page, 'Settings')
  await expect(page.getByRole('main', { name: 'Settings' }).getByRole('textbox').first()).toBeVisible()
  await openPage(page, 'Audit log')
  await expect(page.getByText(/^Receiving on /)).toBeVisible()
  const log = await readFile(join(dataDir, 'logs', 'deskbell.log'), 'utf8')
  expect(log.match(/"event":"desk-started"/g)).toHaveLength(1)
  expect(log).not.toMatch(/uncaught|desk-died|desk-ended/)
})

test('Electron’s security checklist, item by item, as the running app has it', async ({ start }) => {
  const { app, page, receiving } = await start()
  await receiving()
  const inMain = await app.evaluate(async ({ BrowserWindow, ipcMain, session }) => {
    const [window] = BrowserWindow.getAllWindows()
    const contents = window!.webContents as unknown as { getLastWebPreferences(): Record<string, unknown>; getURL(): string }
    const preferences = contents.getLastWebPreferences()
    const { headers } = await session.defaultSession.fetch('deskbell://app/index.html')
    const fromFile = await session.defaultSession.fetch('deskbell://app/../../package.json').then(({ status }) => status)
    return {
      url: contents.getURL(),
      off: [
        'nodeIntegration',
        'nodeIntegrationInWorker',
        'nodeIntegrationInSubFrames',
        'allowRunningInsecureContent',
        'experimentalFeatures',
        'enableBlinkFeatures',
        'webviewTag',
        'navigateOnDragDrop',
      ].filter((name) => Boolean(preferences[name])),
      on: ['contextIsolation', 'sandbox', 'webSecurity'].filter((name) => preferences[name] === false),
      policy: headers.get('content-security-policy'),
      fromFile,
      // Electron itself listens for errors.
      heard: ipcMain
        .eventNames()
        .filter((name) => name !== 'error')
        .map(String),
    }
  })
  expect(inMain).toEqual({
    url: 'deskbell://app/index.html',
    off: [],
    on: [],
    policy: expect.stringMatching(/^default-src 'none'; script-src 'self'; (?!.*unsafe).*connect-src 'none'/),
    fromFile: 404,
    heard: ['deskbell:port-offered'],
  })

  const inPage = await page.evaluate(async () => {
    const view = document.createElement('webview')
    document.body.append(view)
    const refusedTo = (ask: Promise<unknown>): Promise<string> =>
      ask.then(
        () => 'allowed',
        () => 'refused',
      )
    const asked = {
      camera: await refusedTo(navigator.mediaDevices.getUserMedia({ video: true })),
      midi: await refusedTo(navigator.requestMIDIAccess()),
      reading: await refusedTo(navigator.clipboard.readText()),
    }
    view.remove()
    return {
      ...asked,
      webview: 'loadURL' in view,
      remote: performance.getEntriesByType('resource').filter(({ name }) => !name.startsWith('deskbell://app/')).length,
    }
  })
  expect(inPage).toEqual({ camera: 'refused', midi: 'refused', reading: 'refused', webview: false, remote: 0 })
})
