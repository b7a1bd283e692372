import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { say } from './log.mjs'
import { isShuttingDown, launch, onExit, stop } from './processes.mjs'

/** Beside the receiver's own 7420; any other one where it is taken. */
const wantedControlPort = 7430

/**
 * Runs the app against stand-ins for the providers until Ctrl-C: quitting the app alone leaves them running, so that things happen at the
 * providers while it is away.
 * @param args the app's own options, without `--sandbox`
 */
export async function runSandbox(args, { electron, env }) {
  const { values } = parseArgs({ args, strict: false, options: { 'data-dir': { type: 'string' }, port: { type: 'string' } } })
  const port = Number(values.port ?? process.env.DESKBELL_PORT ?? (await freePort(0)))
  const receiver = `http://127.0.0.1:${port}`
  const { startSandbox } = await import('../../tests/support/stand-ins/sandbox/start-sandbox.ts')
  const sandbox = await startSandbox({ receiver: () => receiver, port: await freePort(wantedControlPort) })
  onExit(() => sandbox.close())

  const keepsData = values['data-dir'] !== undefined || Boolean(process.env.DESKBELL_DATA_DIR)
  const own = keepsData ? null : ownData(sandbox)
  const appArgs = [...args, ...(values.port === undefined ? ['--port', String(port)] : []), ...(own?.args ?? [])]
  let app = null

  async function open() {
    if (app !== null) return
    const started = launch(electron.executable, [...electron.args, ...appArgs, ...(own?.firstArgs() ?? [])], {
      env: { ...env, ...own?.env, DESKBELL_INTERNET: sandbox.internet },
      graceMs: 8_000,
      wholeGroup: false,
    })
    app = started
    started.once('error', (error) => say(`Deskbell could not be started: ${error.message}`))
    started.once('exit', () => {
      app = null
      if (!isShuttingDown()) say(`Deskbell has ended; its providers go on. ${sandbox.url} starts it again, Ctrl-C ends the sandbox`)
    })
  }

  sandbox.controls({ isRunning: () => app !== null, start: open, stop: async () => app !== null && stop(app) })
  say(`sandbox: what happens at the providers is on ${sandbox.url}`)
  if (own === null) say(`enter ${sandbox.publicAddress} as the public address, then the stand-ins can post to Deskbell`)
  say('opening Deskbell; Ctrl-C ends both')
  await open()
  return new Promise(() => undefined)
}

/** A data directory of this sandbox alone, gone with it: the office's own is not touched, nor is the system's keyring. */
function ownData({ publicAddress }) {
  const dataDir = mkdtempSync(join(tmpdir(), 'deskbell-sandbox-'))
  onExit(() => rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 }))
  const provision = join(dataDir, 'sandbox.json')
  writeFileSync(provision, JSON.stringify({ settings: { publicAddress } }))
  let isFirst = true
  return {
    args: ['--data-dir', dataDir],
    env: { DESKBELL_VAULT_KEY: randomBytes(32).toString('base64url') },
    /** What somebody changes in the settings stays when the app is started again. */
    firstArgs() {
      if (!isFirst) return []
      isFirst = false
      return ['--provision', provision]
    },
  }
}

/** @returns `wanted` where it is free, else any that is */
function freePort(wanted) {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', () => (wanted === 0 ? reject(new Error('no port of this machine is free')) : resolve(freePort(0))))
    probe.listen(wanted, '127.0.0.1', () => {
      const { port } = probe.address()
      probe.close(() => resolve(port))
    })
  })
}
