import { _electron } from '@playwright/test'
import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { launchOptions } from '../../scripts/lib/launch-options.mjs'
import { expect, ownDisplay, test } from './support/deskbell.ts'

for (const [what, pidOf] of [
  ['the app', (pid: number) => pid],
  ['its whole process group, as Ctrl-C in a terminal does', (pid: number) => -pid],
] as const) {
  test(`SIGTERM to ${what} closes the store and ends with 0`, async ({ start, dataDir }) => {
    const { ended, pid, receiving } = await start()
    // With the window open no process is being started: Chromium itself gives up when its starter of processes dies in the middle of that.
    await receiving()

    process.kill(pidOf(pid), 'SIGTERM')

    expect(await ended).toBe(0)
    expect((await readdir(dataDir)).filter((name) => name.startsWith('deskbell.db'))).toEqual(['deskbell.db'])
  })
}

test('the window opens where it was when the app was quit', async ({ start }) => {
  const place = { x: 60, y: 40, width: 1100, height: 720 }
  const first = await start()
  await first.receiving()
  await first.app.evaluate(({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds), place)
  await first.quit()

  const second = await start()

  await second.receiving()
  expect(await second.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())).toEqual(place)
})

test('closing the last window leaves Deskbell receiving, a second start opens it again, and Ctrl-C ends it all', async ({
  spawn,
  dataDir,
}) => {
  // Not hidden, as people start it; its page is not looked at, so that nothing waits for it.
  const options = launchOptions({ args: ['--data-dir', dataDir, '--port', '0'], env: ownDisplay() })
  // Playwright waits for ever for a window whose page was loading already when it came to look; the next start is another one.
  const app = await _electron.launch({ ...options, timeout: 30_000 }).catch(() => _electron.launch(options))
  const child = app.process()
  const ended = new Promise((resolve) => child.once('exit', resolve))
  const windows = (): Promise<number> => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)
  const log = () => readFile(join(dataDir, 'logs', 'deskbell.log'), 'utf8').catch(() => '')
  try {
    await expect.poll(async () => /"desk-started","address":"([^"]+)"/.exec(await log())?.[1]).toBeDefined()
    const address = /"desk-started","address":"([^"]+)"/.exec(await log())![1]!
    await expect.poll(windows).toBe(1)

    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(windows).toBe(0)
    expect((await fetch(new URL('/health', address))).status).toBe(200)

    expect(await spawn(['--port', '0']).ended).toBe(0)
    await expect.poll(windows).toBe(1)
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close())
    await expect.poll(windows).toBe(0)
    process.kill(child.pid!, 'SIGINT')
    expect(await ended).toBe(0)
  } finally {
    child.kill('SIGKILL')
  }
})

test('a provision file with an unknown key stops the start, names it, and says nothing secret', async ({ spawn, dataDir }) => {
  const file = join(dataDir, 'desk.json')
  await writeFile(file, JSON.stringify({ providers: { calendly: { signinSecret: 'do-not-print-this-secret' } } }))
  const { ended, said } = spawn(['--port', '0', '--hidden', '--provision', file])
  expect(await ended).toBe(1)
  expect(said()).toContain('unknown key providers.calendly.signinSecret')
  expect(said()).not.toContain('do-not-print-this-secret')
})

test('an option that cannot be read stops the start and is named', async ({ spawn }) => {
  const { ended, said } = spawn(['--port', 'seventy'])
  expect(await ended).toBe(1)
  expect(said()).toContain('--port seventy')
})
