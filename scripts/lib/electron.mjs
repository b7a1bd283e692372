import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { downloadedElectron, downloadElectron, overriddenElectron, rememberedFailure, wantedElectronVersion } from './electron-official.mjs'
import { say, SetupError } from './log.mjs'
import { hasDisplay } from './display.mjs'
import { root } from './paths.mjs'
import { run } from './processes.mjs'
import { ensureElectronLibraries } from './system-packages.mjs'

function versionBeside(executable) {
  try {
    return readFileSync(join(dirname(executable), 'version'), 'utf8')
      .replace(/^v/, '')
      .trim()
  } catch {
    return 'unknown'
  }
}

function fromOverride(executable) {
  try {
    accessSync(executable, constants.X_OK)
  } catch {
    throw new SetupError(`ELECTRON_OVERRIDE_DIST_PATH is set, but ${executable} cannot be run.`, [
      'Point it at the directory of an unpacked Electron, or unset it.',
    ])
  }
  const version = versionBeside(executable)
  say(`Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH`)
  return { kind: 'override', executable, version }
}

async function findElectron() {
  const overridden = overriddenElectron()
  if (overridden) return fromOverride(overridden)
  const version = wantedElectronVersion()
  const downloaded = downloadedElectron()
  if (downloaded) return { kind: 'official', executable: downloaded, version }

  // Imported late: it needs installed packages and Node 24.
  const standIn = await import('./electron-stand-in.mjs')
  const failedBefore = standIn.standInSupported ? rememberedFailure() : undefined
  const failure = failedBefore ?? (await downloadElectron())
  const now = downloadedElectron()
  if (now) return { kind: 'official', executable: now, version }
  if (!standIn.standInSupported) {
    throw new SetupError(`Electron ${version} could not be downloaded: ${failure}.`, [
      'Look at the network (a proxy is read from HTTPS_PROXY, a mirror from ELECTRON_MIRROR) and start again.',
      'Or point ELECTRON_OVERRIDE_DIST_PATH at a directory with an unpacked Electron.',
    ])
  }
  if (!failedBefore) say(`Electron ${version} could not be downloaded (${failure}); not tried again for a day`)
  const executable = standIn.assembledStandIn() ?? (await standIn.ensureStandIn())
  say(`Electron ${standIn.standInVersion} as a stand-in for ${version}: for developing and testing offline, never for shipping`)
  return { kind: 'stand-in', executable, version: standIn.standInVersion }
}

/**
 * Chromium's sandbox cannot run as root, nor where neither user namespaces nor a setuid helper are to be had
 * (most containers). Everywhere else it stays on.
 */
async function sandboxArguments(executable) {
  if (process.platform !== 'linux') return []
  if (process.getuid() === 0) return ['--no-sandbox']
  const namespaces = await run('unshare', ['--user', '--map-root-user', 'true'], { timeoutMs: 5_000 })
  if (namespaces.code === 0) return []
  const helper = join(dirname(executable), 'chrome-sandbox')
  if (existsSync(helper)) {
    const { uid, mode } = statSync(helper)
    if (uid === 0 && (mode & 0o4000) !== 0) return []
  }
  say(
    `no user namespaces on this system: Electron runs without its sandbox. To have it: sudo chown root ${helper} && sudo chmod 4755 ${helper}`,
  )
  return ['--no-sandbox']
}

/**
 * @typedef {object} Electron
 * @property {'official' | 'override' | 'stand-in'} kind
 * @property {string} executable
 * @property {string} version
 * @property {string[]} chromiumArgs what Chromium needs on this machine
 * @property {string[]} args chromiumArgs and the app's directory; the app's own arguments go behind
 */

/** @returns {Promise<Electron>} an Electron that can be started here */
export async function obtainElectron() {
  const electron = await findElectron()
  await ensureElectronLibraries(electron.executable, !hasDisplay())
  // The log level keeps dbus' complaints off the terminal; Chromium takes it from the command line only.
  const chromiumArgs = [...(await sandboxArguments(electron.executable)), '--log-level=3']
  if (electron.kind === 'stand-in' && process.env.WAYLAND_DISPLAY) chromiumArgs.push('--ozone-platform-hint=auto')
  return { ...electron, chromiumArgs, args: [...chromiumArgs, root] }
}
