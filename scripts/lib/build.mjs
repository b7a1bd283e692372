import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { nodeBinary } from './install.mjs'
import { projectLock, withLock } from './lock.mjs'
import { say, SetupError, seconds } from './log.mjs'
import { inModules, inRoot, root } from './paths.mjs'
import { run } from './processes.mjs'

const stampFile = () => inRoot('out', 'build-stamp')
const inputs = ['src', 'resources', 'electron.vite.config.ts', 'package.json', 'package-lock.json']
const outputs = ['main/index.js', 'main/desk.js', 'preload/index.cjs', 'renderer/index.html']

function* filesUnder(path) {
  if (!existsSync(path)) return
  if (statSync(path).isFile()) {
    yield path
    return
  }
  for (const name of readdirSync(path).sort()) yield* filesUnder(join(path, name))
}

/** By content, as a checkout gives old files new dates. */
function sourcesHash() {
  const hash = createHash('sha256')
  for (const input of inputs) {
    for (const file of filesUnder(inRoot(input))) hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

function upToDate(hash) {
  try {
    return readFileSync(stampFile(), 'utf8') === hash && outputs.every((file) => existsSync(inRoot('out', file)))
  } catch {
    return false
  }
}

/** Makes the next start build anew: what is in out/ is not what `npm run build` would write. */
export function forgetBuild() {
  rmSync(stampFile(), { force: true })
}

export async function build() {
  const beganAtMs = Date.now()
  const hash = sourcesHash()
  const result = await run(nodeBinary(), [inModules('electron-vite', 'bin', 'electron-vite.js'), 'build', '--logLevel', 'warn'], {
    timeoutMs: 5 * 60_000,
  })
  if (result.code !== 0) throw new SetupError(`The build failed:\n${result.output.trim()}`)
  const absent = outputs.filter((file) => !existsSync(inRoot('out', file)))
  if (absent.length > 0) throw new SetupError(`The build did not write ${absent.join(', ')}:\n${result.output.trim()}`)
  mkdirSync(inRoot('out'), { recursive: true })
  writeFileSync(stampFile(), hash)
  say(`built in ${seconds(Date.now() - beganAtMs)}`)
  return result.output.trim()
}

/** Builds out/ unless it already is what the sources say. */
export async function ensureBuilt() {
  if (upToDate(sourcesHash())) return
  await withLock(projectLock('build'), 'building', async () => {
    if (upToDate(sourcesHash())) return
    say('building the app …')
    await build()
  })
}
