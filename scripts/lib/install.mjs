import { existsSync, readFileSync } from 'node:fs'
import { projectLock, withLock } from './lock.mjs'
import { say, SetupError, seconds, withProgress } from './log.mjs'
import { npm } from './npm.mjs'
import { inModules, inRoot } from './paths.mjs'

const windows = process.platform === 'win32'
const projectNode = inModules('node', 'bin', windows ? 'node.exe' : 'node')

function readJson(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
}

/** Packages of the lock file that node_modules lacks or has in another version; undefined when nothing is installed at all. */
export function missingPackages() {
  const wanted = readJson(inRoot('package-lock.json'))?.packages
  const installed = readJson(inModules('.package-lock.json'))?.packages
  if (!wanted) throw new SetupError('package-lock.json is missing or unreadable.', ['Restore it: git checkout package-lock.json'])
  if (!installed) return undefined
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      if (path === '' || entry.link) return false
      const have = installed[path]
      // Optional ones are bindings for other platforms.
      if (!have || !existsSync(inRoot(path))) return !entry.optional
      return have.version !== entry.version
    })
    .map(([path]) => path)
}

async function install() {
  const options = { show: true, timeoutMs: 15 * 60_000, env: { npm_config_fund: 'false', npm_config_audit: 'false' } }
  // Warnings off: they are about the Node that only this step runs under.
  const first = await npm(['ci', '--no-progress', '--loglevel=error'], options)
  if (first.code === 0) return
  if (first.missing) throw new SetupError('npm was not found.', ['Install Node.js 20 or later, which brings npm: https://nodejs.org'])
  if (first.timedOut) throw new SetupError('npm ci took longer than 15 minutes.', ['Look at the network and start again.'])
  // Some npm versions compile better-sqlite3 needlessly and fail without a compiler; its shipped binary is all that is needed.
  say('npm ci failed; once more without install scripts')
  const second = await npm(['ci', '--no-progress', '--loglevel=error', '--ignore-scripts'], options)
  if (second.code !== 0) {
    throw new SetupError('npm ci failed; its own words are above.', [
      'Most often the package registry is out of reach, or package.json and package-lock.json disagree.',
    ])
  }
}

async function ensureProjectNode() {
  if (existsSync(projectNode)) return
  if (Number(process.versions.node.split('.')[0]) >= 24) return
  await npm(['rebuild', 'node', '--foreground-scripts', '--ignore-scripts=false'], { timeoutMs: 5 * 60_000 })
  if (existsSync(projectNode)) return
  throw new SetupError('The project’s own Node 24 (npm package `node`) did not install.', ['Install Node.js 24 and start again.'])
}

/** Brings node_modules in line with the lock file. Costs some milliseconds when it already is. */
export async function ensureDependencies() {
  const major = Number(process.versions.node.split('.')[0])
  if (major < 20) throw new SetupError(`Node ${process.version} is too old.`, ['Install Node.js 20 or later: https://nodejs.org'])
  if (missingPackages()?.length === 0 && (existsSync(projectNode) || major >= 24)) return
  await withLock(projectLock('install'), 'installing', async () => {
    const missing = missingPackages()
    if (missing === undefined || missing.length > 0) {
      const beganAtMs = Date.now()
      const why = missing === undefined ? 'first start' : `${missing.length} of them missing or out of date`
      await withProgress(`installing packages (npm ci; ${why})`, install)
      say(`packages installed in ${seconds(Date.now() - beganAtMs)}`)
    }
    await ensureProjectNode()
  })
}

/** The Node every tool of the project runs under: the same major as the shipping Electron's. */
export function nodeBinary() {
  return existsSync(projectNode) ? projectNode : process.execPath
}
