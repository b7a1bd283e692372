import { expect, test } from './support/deskbell.ts'

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
