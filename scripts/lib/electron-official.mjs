import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { nodeBinary } from './install.mjs'
import { withProgress } from './log.mjs'
import { inCache, inModules } from './paths.mjs'
import { run, signal } from './processes.mjs'

/** A server that has sent nothing for this long is out of reach. */
const silenceMs = 20_000
const retryAfterMs = 24 * 60 * 60_000
const executableName = { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[process.platform] ?? 'electron'
const failureFile = () => inCache('electron-download-failed.json')

export function wantedElectronVersion() {
  return JSON.parse(readFileSync(inModules('electron', 'package.json'), 'utf8')).version
}

export function overriddenElectron() {
  const directory = process.env.ELECTRON_OVERRIDE_DIST_PATH
  return directory ? join(directory, executableName) : undefined
}

export function downloadedElectron() {
  const directory = inModules('electron', 'dist')
  try {
    if (readFileSync(join(directory, 'version'), 'utf8').replace(/^v/, '').trim() !== wantedElectronVersion()) return undefined
  } catch {
    return undefined
  }
  const executable = join(directory, executableName)
  return existsSync(executable) ? executable : undefined
}

/** A download that failed is not tried again for a day, else every start would wait for it. */
export function rememberedFailure() {
  try {
    const failure = JSON.parse(readFileSync(failureFile(), 'utf8'))
    return failure.version === wantedElectronVersion() && Date.now() - failure.atMs < retryAfterMs ? failure.reason : undefined
  } catch {
    return undefined
  }
}

function remember(reason) {
  writeFileSync(failureFile(), JSON.stringify({ version: wantedElectronVersion(), atMs: Date.now(), reason }))
}

function bytesIn(directory) {
  let total = 0
  for (const entry of readdirSync(directory, { recursive: true, withFileTypes: true })) {
    try {
      if (entry.isFile()) total += statSync(join(entry.parentPath ?? entry.path, entry.name)).size
    } catch {
      // Moved away in this moment: the download is complete.
    }
  }
  return total
}

/**
 * Lets the electron package fetch its binary.
 * @returns undefined on success, else the reason in one line
 */
export async function downloadElectron() {
  mkdirSync(inCache(), { recursive: true })
  // The package downloads into the temporary directory: one of our own shows whether anything arrives.
  const temporary = mkdtempSync(inCache('electron-download-'))
  const countedBefore = bytesIn(inModules('electron'))
  let received = 0
  let lastGrowthMs = Date.now()
  let silent = false
  let child
  const watch = setInterval(() => {
    const now = bytesIn(temporary) + bytesIn(inModules('electron')) - countedBefore
    if (now !== received) lastGrowthMs = Date.now()
    received = now
    if (Date.now() - lastGrowthMs > silenceMs) {
      silent = true
      if (child) signal(child, 'SIGKILL')
    }
  }, 1_000)
  try {
    const result = await withProgress(
      `downloading Electron ${wantedElectronVersion()} (about 110 MB)`,
      () =>
        run(nodeBinary(), [inModules('electron', 'install.js')], {
          timeoutMs: 10 * 60_000,
          // Node 24 heeds HTTPS_PROXY only when told to.
          env: { TMPDIR: temporary, TEMP: temporary, TMP: temporary, ELECTRON_GET_NO_PROGRESS: '1', NODE_USE_ENV_PROXY: '1' },
          onStart: (started) => (child = started),
        }),
      { detail: () => `${(received / 1e6).toFixed(0)} MB` },
    )
    if (result.code === 0 && downloadedElectron()) {
      rmSync(failureFile(), { force: true })
      return undefined
    }
    const firstLine = result.output.split('\n').find((line) => line.trim() !== '')
    const reason = silent
      ? `nothing arrived for ${silenceMs / 1000} s`
      : result.timedOut
        ? 'took longer than 10 minutes'
        : (firstLine ?? 'failed without a word')
    remember(reason)
    return reason
  } finally {
    clearInterval(watch)
    rmSync(temporary, { recursive: true, force: true })
  }
}
