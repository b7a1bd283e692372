import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/deskbell.ts'

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
