import { createHmac, randomBytes } from 'node:crypto'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say, SetupError } from './log.mjs'
import { inRoot } from './paths.mjs'
import { launch, onExit, stop } from './processes.mjs'

export function packagedExecutable() {
  const candidates = {
    linux: ['linux-unpacked/deskbell', 'linux-arm64-unpacked/deskbell'],
    darwin: ['mac/Deskbell.app/Contents/MacOS/Deskbell', 'mac-arm64/Deskbell.app/Contents/MacOS/Deskbell'],
    win32: ['win-unpacked/Deskbell.exe', 'win-arm64-unpacked/Deskbell.exe'],
  }[process.platform]
  const found = candidates.map((path) => inRoot('dist', path)).find((path) => existsSync(path))
  if (found === undefined) throw new SetupError(`electron-builder wrote none of: ${candidates.join(', ')}.`)
  return found
}

/** Every native module and every package in the unpacked part of the app. */
export function nativeFiles(executable) {
  const resources = process.platform === 'darwin' ? join(executable, '..', '..', 'Resources') : join(executable, '..', 'resources')
  const unpacked = join(resources, 'app.asar.unpacked')
  if (!existsSync(unpacked)) return []
  return readdirSync(unpacked, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.node'))
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => resolve(port))
    })
  })
}

async function healthy(origin, app, withinMs) {
  const deadlineMs = Date.now() + withinMs
  while (Date.now() < deadlineMs) {
    if (app.exitCode !== null || app.signalCode !== null) return false
    try {
      const response = await fetch(`${origin}/health`, { signal: AbortSignal.timeout(1_000) })
      if (response.ok) return true
    } catch {
      // Not listening yet.
    }
    await sleep(100)
  }
  return false
}

/** Waits until the tunnel has told more than that it starts. */
async function tunnelStates(logFile, withinMs) {
  const deadlineMs = Date.now() + withinMs
  for (;;) {
    const entries = readFileSync(logFile, 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const states = entries.filter(({ event, state }) => event === 'tunnel' && state !== undefined).map(({ state }) => state)
    if (states.length > 1 || Date.now() > deadlineMs) return states
    await sleep(100)
  }
}

function signedDelivery(secret) {
  const body = readFileSync(inRoot('tests', 'fixtures', 'calendly', 'composed-invitee-created.json'))
  const seconds = Math.floor(Date.now() / 1000)
  const signature = createHmac('sha256', secret).update(`${seconds}.`).update(body).digest('hex')
  return { body, headers: { 'content-type': 'application/json', 'calendly-webhook-signature': `t=${seconds},v1=${signature}` } }
}

function expect(condition, sentence) {
  if (!condition) throw new SetupError(`The packaged app failed its check: ${sentence}`)
  say(`✓ ${sentence}`)
}

/** Starts the packaged app as a user's machine would and sends it one signed delivery. Throws when anything is not as it should be. */
export async function checkPackagedApp(executable, { chromiumArgs, env }) {
  const directory = mkdtempSync(join(tmpdir(), 'deskbell-package-'))
  onExit(() => rmSync(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 }))
  const secret = randomBytes(24).toString('hex')
  const provision = join(directory, 'provision.json')
  // The tunnel has no authtoken and stays closed; it says so once its library was loaded.
  const provisioned = { settings: { tunnel: 'ngrok', otherDesks: true }, providers: { calendly: { signingSecret: secret } } }
  writeFileSync(provision, JSON.stringify(provisioned), { mode: 0o600 })
  const port = await freePort()
  const origin = `http://127.0.0.1:${port}`
  const args = [...chromiumArgs, '--data-dir', join(directory, 'data'), '--hidden', '--port', String(port), '--provision', provision]
  const app = launch(executable, args, {
    cwd: directory,
    env: { ...env, DESKBELL_VAULT_KEY: randomBytes(32).toString('hex') },
    wholeGroup: false,
  })
  const exited = new Promise((resolve) => app.once('exit', (code, signalName) => resolve({ code, signalName })))
  expect(await healthy(origin, app, 30_000), 'GET /health answers')
  const delivery = signedDelivery(secret)
  const response = await fetch(`${origin}/api/webhooks/calendly`, { method: 'POST', ...delivery, signal: AbortSignal.timeout(10_000) })
  const answer = await response.text()
  expect(
    response.status === 200 && 'status' in JSON.parse(answer),
    `a signed delivery is answered 200 with a status (${response.status} ${answer})`,
  )
  const forged = await fetch(`${origin}/api/webhooks/calendly`, {
    method: 'POST',
    headers: delivery.headers,
    body: Buffer.concat([delivery.body, Buffer.from(' ')]),
    signal: AbortSignal.timeout(10_000),
  })
  expect(forged.status === 401, `the same with a changed body is answered 401 (${forged.status})`)
  const page = await fetch(`${origin}/desk/`, { signal: AbortSignal.timeout(10_000) })
  const [script = ''] = /assets\/[\w-]+\.js/.exec(await page.text()) ?? []
  const loaded = await fetch(`${origin}/desk/${script}`, { signal: AbortSignal.timeout(10_000) })
  const size = (await loaded.arrayBuffer()).byteLength
  expect(
    page.status === 200 && loaded.status === 200 && size > 100_000,
    `browsers get the console out of the package (${script}, ${size} bytes)`,
  )
  const states = await tunnelStates(join(directory, 'data', 'logs', 'deskbell.log'), 10_000)
  expect(states.at(-1) === 'no-token', `the tunnel's library loads in the desk's thread (${states.join(', ')})`)
  await stop(app)
  const { code, signalName } = await exited
  expect(process.platform === 'win32' || code === 0, `it quits cleanly when told to (${signalName ?? code})`)
}
