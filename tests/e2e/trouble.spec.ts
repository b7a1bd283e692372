import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from './support/deskbell.ts'

test('a port that another program has is named, and a free one is a click away', async ({ start }) => {
  const other = createServer()
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve))
  const { port } = other.address() as AddressInfo
  try {
    const { page, receiving } = await start({ args: ['--port', String(port)] })
    await expect(page.getByText(`port ${port} is in use by another program`)).toBeVisible()

    await page.getByRole('button', { name: /^Use port / }).click()

    const receiver = await receiving()
    expect((await fetch(new URL('/health', receiver))).status).toBe(200)
  } finally {
    await new Promise((resolve) => other.close(resolve))
  }
})

test('a file that is no database is said in the window and left as it is, also when somebody begins anew', async ({ start, dataDir }) => {
  const file = join(dataDir, 'deskbell.db')
  const words = 'Once upon a time, this was a diary. '.repeat(400)
  await writeFile(file, words)

  const { page, receiving, quit } = await start()

  await expect(page.getByRole('region', { name: 'Notices' }).getByText(/is not a Deskbell database/)).toBeVisible()
  await expect(page.getByText('Not receiving: the database could not be opened')).toBeVisible()
  expect(await readFile(file, 'utf8')).toBe(words)

  // The desk's thread ends and comes back with it; the window stays.
  await page.getByRole('button', { name: 'Start with an empty database' }).click()
  await page.getByRole('button', { name: 'Begin with nothing' }).click()
  await receiving()
  await expect(page.getByRole('button', { name: 'Start with an empty database' })).toBeHidden()
  const [aside = ''] = (await readdir(dataDir)).filter((name) => name.includes('.set-aside-'))
  expect(await readFile(join(dataDir, aside), 'utf8')).toBe(words)
  expect(await quit()).toBe(0)
})

test('a second start on the same directory shows the first one’s window and ends', async ({ start, spawn }) => {
  const { app, page, receiving } = await start()
  await receiving()
  const windows = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().map((window) => window.isVisible()))
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().forEach((window) => window.hide()))
  expect(await windows()).toEqual([false])

  const second = spawn(['--port', '0'])

  expect({ code: await second.ended, said: second.said() }).toEqual({
    code: 0,
    said: expect.stringContaining('already running with this data directory'),
  })
  await expect.poll(windows).toEqual([true])
  await expect(page.getByRole('navigation', { name: 'Pages' })).toBeVisible()
})

test('started hidden it has no window and receives; a second start opens one', async ({ spawn }) => {
  const first = spawn(['--port', '0', '--hidden'])
  const receiver = await first.receiving()
  expect((await fetch(new URL('/health', receiver))).status).toBe(200)
  const second = spawn(['--port', '0'])
  expect(await second.ended).toBe(0)
  first.child.kill('SIGTERM')
  expect(await first.ended).toBe(0)
})

test('when the desk dies its port is kept, the window stays, and the desk is back by itself', async ({ start, dataDir }) => {
  const { app, page, receiving } = await start()
  const receiver = await receiving()
  // A fault in the worker, set off from outside: nothing in the app does it.
  await app.evaluate(() => {
    const { Session } = process.getBuiltinModule('node:inspector')
    const session = new Session()
    session.connect()
    session.on('NodeWorker.attachedToWorker', ({ params: { sessionId } }) => {
      const message = JSON.stringify({ id: 1, method: 'Runtime.evaluate', params: { expression: 'process.exit(3)' } })
      session.post('NodeWorker.sendMessageToWorker', { sessionId, message })
    })
    session.post('NodeWorker.enable', { waitForDebuggerOnStart: false })
    setTimeout(() => session.disconnect(), 500)
  })
  // What it answers meanwhile is seen in tests that choose how long it is away.
  const { port } = new URL(receiver)
  await expect.poll(() => readFile(join(dataDir, 'logs', 'deskbell.log'), 'utf8')).toContain(`"event":"stand-in-answers","port":${port}`)
  const status = (): Promise<number | null> =>
    fetch(new URL('/health', receiver)).then(
      (reply) => reply.status,
      () => null,
    )
  await expect.poll(status).toBe(200)

  await page.getByRole('button', { name: /^1 alert goes on/ }).click()
  await expect(page.getByText('The desk had to be restarted')).toBeVisible()
  await expect(page.getByRole('status').getByText(/^Receiving on/)).toBeVisible()
})
