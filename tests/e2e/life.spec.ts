import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/deskbell.ts'
import { spawnDeskbell } from './support/spawn-deskbell.ts'

const vaultKey = { DESKBELL_VAULT_KEY: 'the vault key of the tests' }

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

test('a provision file with an unknown key stops the start, names it, and says nothing secret', async ({ dataDir }) => {
  const file = join(dataDir, 'desk.json')
  await writeFile(file, JSON.stringify({ providers: { calendly: { signinSecret: 'do-not-print-this-secret' } } }))
  const { ended, said } = spawnDeskbell(dataDir, ['--port', '0', '--hidden', '--provision', file], vaultKey)
  expect(await ended).toBe(1)
  expect(said()).toContain('unknown key providers.calendly.signinSecret')
  expect(said()).not.toContain('do-not-print-this-secret')
})

test('an option that cannot be read stops the start and is named', async ({ dataDir }) => {
  const { ended, said } = spawnDeskbell(dataDir, ['--port', 'seventy'])
  expect(await ended).toBe(1)
  expect(said()).toContain('--port seventy')
})
