import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { SetupError, withProgress } from './log.mjs'
import { run } from './processes.mjs'

/** Where Debian and Ubuntu keep what Electron links against; the newer name first, as an older release does not know it. */
const packagesByLibrary = {
  'libgtk-3.so.0': ['libgtk-3-0t64', 'libgtk-3-0'],
  'libasound.so.2': ['libasound2t64', 'libasound2'],
  'libgbm.so.1': ['libgbm1'],
  'libnss3.so': ['libnss3'],
  'libnssutil3.so': ['libnss3'],
  'libsmime3.so': ['libnss3'],
  'libnspr4.so': ['libnspr4'],
  'libcups.so.2': ['libcups2t64', 'libcups2'],
  'libatk-1.0.so.0': ['libatk1.0-0t64', 'libatk1.0-0'],
  'libatk-bridge-2.0.so.0': ['libatk-bridge2.0-0t64', 'libatk-bridge2.0-0'],
  'libatspi.so.0': ['libatspi2.0-0t64', 'libatspi2.0-0'],
  'libdrm.so.2': ['libdrm2'],
  'libxkbcommon.so.0': ['libxkbcommon0'],
  'libXcomposite.so.1': ['libxcomposite1'],
  'libXdamage.so.1': ['libxdamage1'],
  'libXrandr.so.2': ['libxrandr2'],
}

export function onPath(command) {
  return (process.env.PATH ?? '').split(delimiter).some((directory) => existsSync(join(directory, command)))
}

const canInstall = () => process.platform === 'linux' && process.getuid() === 0 && onPath('apt-get')

async function nameKnownToApt(alternatives) {
  for (const name of alternatives) {
    const { output } = await run('apt-cache', ['policy', name], { timeoutMs: 30_000 })
    if (/Candidate: (?!\(none\))/.test(output)) return name
  }
  return alternatives.at(-1)
}

async function install(wanted) {
  const env = { DEBIAN_FRONTEND: 'noninteractive' }
  const apt = async () => {
    const names = []
    for (const alternatives of wanted) names.push(await nameKnownToApt(alternatives))
    return run('apt-get', ['install', '-y', '--no-install-recommends', ...new Set(names)], { env, timeoutMs: 5 * 60_000 })
  }
  const first = await apt()
  if (first.code === 0) return undefined
  // The package lists of a fresh container are empty.
  await run('apt-get', ['update'], { env, timeoutMs: 3 * 60_000 })
  const second = await apt()
  return second.code === 0 ? undefined : second.output.trim().split('\n').slice(-5).join('\n')
}

/** @param wanted one list of alternative Debian package names for each missing thing */
export async function installOrExplain(what, wanted) {
  const names = [...new Set(wanted.map((alternatives) => alternatives.at(-1)))].join(' ')
  const advice = [`On Debian or Ubuntu: sudo apt-get install -y ${names}`, 'On another system: install what provides the same.']
  if (!canInstall()) throw new SetupError(`${what} (missing: ${names}).`, advice)
  const failure = await withProgress(`installing system packages: ${names}`, () => install(wanted))
  if (failure) throw new SetupError(`${what} (missing: ${names}); apt-get could not install them:\n${failure}`, advice)
}

async function missingLibraries(executable) {
  const { code, output } = await run('ldd', [executable], { timeoutMs: 30_000 })
  if (code !== 0) return []
  const missing = new Set([...output.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1]))
  // Newer Electron opens GTK at run time, which ldd does not see.
  const known = await run('ldconfig', ['-p'], { timeoutMs: 30_000, env: { PATH: `${process.env.PATH}:/sbin:/usr/sbin` } })
  if (known.code === 0 && !known.output.includes('libgtk-3.so.0')) missing.add('libgtk-3.so.0')
  return [...missing]
}

const xvfbMissing = () => !onPath('Xvfb')

/** @param needsXvfb asked for together, so that a person without root hears of everything at once */
export async function ensureElectronLibraries(executable, needsXvfb) {
  if (process.platform !== 'linux') return
  const missing = await missingLibraries(executable)
  if (missing.length === 0 && !(needsXvfb && xvfbMissing())) return
  const unknown = missing.filter((library) => packagesByLibrary[library] === undefined)
  if (unknown.length > 0) {
    throw new SetupError(`Electron cannot start: the libraries ${unknown.join(', ')} are missing.`, [
      'Install the system packages that bring them and start again.',
    ])
  }
  const wanted = missing.map((library) => packagesByLibrary[library])
  if (needsXvfb && xvfbMissing()) wanted.push(['xvfb'])
  await installOrExplain('Electron cannot open a window here without some system packages', wanted)
}

export async function ensureXvfb() {
  if (!xvfbMissing()) return
  await installOrExplain('There is no display, and a virtual one needs Xvfb', [['xvfb']])
}

export async function ensureCompiler() {
  const missing = [
    ['g++', 'g++'],
    ['make', 'make'],
    ['python3', 'python3'],
  ].filter(([command]) => !onPath(command))
  if (missing.length === 0) return
  if (process.platform !== 'linux') {
    throw new SetupError(
      `better-sqlite3 has to be compiled for this Electron, and ${missing.map(([command]) => command).join(', ')} are missing.`,
      ['Install a C++ compiler, make and Python 3 (on macOS: xcode-select --install) and start again.'],
    )
  }
  await installOrExplain(
    'better-sqlite3 has to be compiled for this Electron',
    missing.map(([, name]) => [name]),
  )
}
