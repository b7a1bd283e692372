import { copyFileSync, existsSync, mkdirSync, readFileSync, realpathSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { nodeBinary } from './install.mjs'
import { withLock } from './lock.mjs'
import { say, SetupError, seconds, withProgress } from './log.mjs'
import { inCache, inModules } from './paths.mjs'
import { run } from './processes.mjs'
import { ensureCompiler } from './system-packages.mjs'

const packageDirectory = () => inModules('better-sqlite3')
const builtFile = () => join(packageDirectory(), 'build', 'Release', 'better_sqlite3.node')
const probedFile = () => join(packageDirectory(), '.probed')
const version = () => JSON.parse(readFileSync(join(packageDirectory(), 'package.json'), 'utf8')).version

// In a worker too, as that is where the desk opens its store.
const probeCode = `
const { Worker } = require('node:worker_threads')
const open = "const D = require('better-sqlite3'); if (new D(':memory:').prepare('SELECT 42 AS n').get().n !== 42) process.exit(3)"
eval(open)
new Worker(open, { eval: true }).once('exit', (code) => { console.log(code === 0 ? 'sqlite-works' : 'no'); process.exit(code) })
`

async function works(executable) {
  const result = await run(executable, ['-e', probeCode], {
    cwd: inModules('..'),
    env: { ELECTRON_RUN_AS_NODE: '1', NODE_OPTIONS: undefined },
    timeoutMs: 30_000,
  })
  return {
    ok: result.code === 0 && result.output.includes('sqlite-works'),
    output: result.output.trim() || `ended by ${result.signalName ?? result.code}`,
  }
}

/** What a probe's answer depends on. */
function probeKey(electron) {
  const binary = existsSync(builtFile()) ? statSync(builtFile()).mtimeMs : 'shipped'
  return JSON.stringify([electron.executable, electron.version, statSync(electron.executable).mtimeMs, version(), binary])
}

function probedBefore(electron) {
  try {
    return readFileSync(probedFile(), 'utf8') === probeKey(electron)
  } catch {
    return false
  }
}

/** Headers of an installed Node, so that compiling needs no download. Any version will do: only N-API is used. */
function headersDirectory() {
  const candidates = (process.env.PATH ?? '')
    .split(delimiter)
    .filter((directory) => !directory.includes('node_modules'))
    .map((directory) => join(directory, 'node'))
    .filter((path) => existsSync(path))
    .map((path) => dirname(dirname(realpathSync(path))))
  return [...candidates, '/usr', '/usr/local'].find(
    (directory) =>
      existsSync(join(directory, 'include', 'node', 'node_api.h')) && existsSync(join(directory, 'include', 'node', 'common.gypi')),
  )
}

async function compile(target) {
  await ensureCompiler()
  const headers = headersDirectory()
  const logFile = inCache('sqlite-build.log')
  const args = [
    inModules('node-gyp', 'bin', 'node-gyp.js'),
    'rebuild',
    '--release',
    '--force_build=1',
    ...(headers ? [`--nodedir=${headers}`] : []),
  ]
  const result = await withProgress(
    'compiling better-sqlite3 for this Electron (about 70 s, once)',
    () =>
      run(nodeBinary(), args, {
        cwd: packageDirectory(),
        // Its sources ask for the N-API of Node 22.14; what they use of it is there in Node 20 as an experiment.
        env: { CXXFLAGS: '-UNAPI_VERSION -DNAPI_EXPERIMENTAL -DNODE_API_EXPERIMENTAL_NOGC_ENV_OPT_OUT', MAKEFLAGS: '-j2' },
        timeoutMs: 12 * 60_000,
        logFile,
      }),
    { everyMs: 15_000 },
  )
  if (result.code !== 0 || !existsSync(builtFile())) {
    throw new SetupError(`better-sqlite3 did not compile:\n${result.output.trim().split('\n').slice(-12).join('\n')}`, [
      `The whole log is in ${logFile}.`,
    ])
  }
  mkdirSync(dirname(target), { recursive: true })
  copyFileSync(builtFile(), target)
}

function putInPlace(cached) {
  // Of node-gyp's directory only the result is kept: the rest is 30 MB of object files.
  rmSync(join(packageDirectory(), 'build'), { recursive: true, force: true })
  mkdirSync(dirname(builtFile()), { recursive: true })
  copyFileSync(cached, builtFile())
}

async function makeItWork(electron) {
  const first = await works(electron.executable)
  if (first.ok) return
  // A build of an earlier version may be what stands in the way.
  if (existsSync(builtFile())) {
    rmSync(dirname(builtFile()), { recursive: true })
    if ((await works(electron.executable)).ok) return
  }
  const cached = inCache(
    `better-sqlite3-${version()}-electron-${electron.version}-${process.platform}-${process.arch}`,
    'better_sqlite3.node',
  )
  if (!existsSync(cached)) {
    const beganAtMs = Date.now()
    await compile(cached)
    say(`better-sqlite3 compiled in ${seconds(Date.now() - beganAtMs)}`)
  }
  putInPlace(cached)
  for (const executable of [electron.executable, nodeBinary()]) {
    const again = await works(executable)
    if (again.ok) continue
    rmSync(dirname(cached), { recursive: true, force: true })
    throw new SetupError(`better-sqlite3 does not load in ${executable}:\n${again.output}`, [
      'It was compiled for this machine; the next start compiles it again.',
    ])
  }
}

/** The store's native part loads in this Electron and in the project's Node; compiles it only when a probe says no. */
export async function ensureSqlite(electron) {
  if (probedBefore(electron)) return
  await withLock(inCache('sqlite.lock'), 'preparing better-sqlite3', async () => {
    if (probedBefore(electron)) return
    await makeItWork(electron)
    writeFileSync(probedFile(), probeKey(electron))
  })
}
