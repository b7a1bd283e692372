import { spawn } from 'node:child_process'
import { createWriteStream, readFileSync } from 'node:fs'
import { constants } from 'node:os'
import { delimiter } from 'node:path'
import { inModules, root } from './paths.mjs'

/** Every running child, with the time it gets to end by itself and whether its helpers hear of it first. */
const children = new Map()
const cleanups = new Set()
const windows = process.platform === 'win32'

/** Runs `cleanup` when this script ends, however it ends short of SIGKILL. Returns a function that forgets it. */
export function onExit(cleanup) {
  cleanups.add(cleanup)
  return () => cleanups.delete(cleanup)
}

export function projectEnv(extra = {}) {
  const env = { ...process.env, ...extra }
  const pathKey = Object.keys(env).find((key) => key.toUpperCase() === 'PATH') ?? 'PATH'
  const bin = inModules('.bin')
  const entries = (env[pathKey] ?? '').split(delimiter)
  if (entries[0] !== bin) env[pathKey] = [bin, ...entries.filter((entry) => entry !== bin)].join(delimiter)
  for (const key of Object.keys(env)) if (env[key] === undefined) delete env[key]
  return env
}

/**
 * Starts a child that ends with this script. On POSIX it leads its own process group, so that what it started
 * itself (make, a compiler, Electron's helpers) is stopped with it. The grace is longer than the app's own time to
 * quit (5 s), so that it is not cut off while it closes its store. `wholeGroup: false` leaves it to the child to end its
 * helpers, as Electron wants to. `last` ends it after all others: an app whose display goes away crashes.
 */
export function launch(
  command,
  args,
  { env, cwd = root, stdio = ['ignore', 'inherit', 'inherit'], shell = false, graceMs = 7_000, wholeGroup = true, last = false } = {},
) {
  const child = spawn(command, args, { cwd, env: projectEnv(env), stdio, shell, detached: !windows, windowsHide: true })
  if (last) onExit(() => stop(child, 'SIGTERM', graceMs))
  else children.set(child, { graceMs, wholeGroup })
  child.once('exit', () => children.delete(child))
  child.once('error', () => children.delete(child))
  return child
}

export function signal(child, name) {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return
  try {
    if (windows) {
      spawn('taskkill', ['/pid', String(child.pid), '/t', ...(name === 'SIGKILL' ? ['/f'] : [])], { stdio: 'ignore', windowsHide: true })
    } else {
      const alone = name !== 'SIGKILL' && children.get(child)?.wholeGroup === false
      process.kill(alone ? child.pid : -child.pid, name)
    }
  } catch {
    // Gone between the look and the signal.
  }
}

function ended(child) {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve()
  return new Promise((resolve) => child.once('exit', resolve))
}

export async function stop(child, name = 'SIGTERM', waitMs = children.get(child)?.graceMs ?? 0) {
  signal(child, name)
  const timer = setTimeout(() => signal(child, 'SIGKILL'), waitMs)
  await ended(child)
  clearTimeout(timer)
}

/**
 * Runs a command to its end.
 * @returns its exit code (null when a signal or the time limit ended it) and, unless it was shown, what it printed
 */
export function run(command, args, { timeoutMs = 600_000, show = false, logFile, onStart, ...options } = {}) {
  return new Promise((resolve) => {
    const child = launch(command, args, { ...options, stdio: ['ignore', show ? 'inherit' : 'pipe', show ? 'inherit' : 'pipe'] })
    onStart?.(child)
    let output = ''
    const log = logFile ? createWriteStream(logFile) : undefined
    const keep = (chunk) => {
      output = (output + chunk).slice(-200_000)
      log?.write(chunk)
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    let timedOut = false
    const timer = setTimeout(() => {
      timedOut = true
      void stop(child, 'SIGTERM', 5_000)
    }, timeoutMs)
    const settle = (result) => {
      clearTimeout(timer)
      log?.end()
      resolve({ timedOut, output, ...result })
    }
    child.once('error', (error) => {
      output += error.message
      settle({ code: null, signalName: null, missing: error.code === 'ENOENT' })
    })
    child.once('close', (code, signalName) => settle({ code: timedOut ? null : code, signalName, missing: false }))
  })
}

let stopping

async function stopEverything(name) {
  await Promise.all([...children.keys()].map((child) => stop(child, name)))
  for (const cleanup of [...cleanups].reverse()) {
    try {
      await cleanup()
    } catch (error) {
      process.stderr.write(`${error.message}\n`)
    }
  }
  cleanups.clear()
}

/** Somebody has ended this script; its children are on their way out. */
export function isShuttingDown() {
  return stopping !== undefined
}

export function shutDown(exitCode, name = 'SIGTERM') {
  stopping ??= stopEverything(name).then(() => process.exit(exitCode))
  return stopping
}

function parentOf(pid) {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1')
    return Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1])
  } catch {
    return undefined
  }
}

/**
 * npm answers SIGTERM by killing its shell, not what runs under it: so this script looks whether its parent is
 * still the same and, since a killed npm may leave its shell behind, whether its parent's parent is.
 */
function watchParents() {
  const parent = process.ppid
  const shellOfNpm = process.env.npm_lifecycle_event !== undefined && process.env.DESKBELL_REEXECUTED === undefined
  const grandparent = shellOfNpm ? parentOf(parent) : undefined
  const alive = (pid) => {
    try {
      process.kill(pid, 0)
      return true
    } catch (error) {
      return error.code === 'EPERM'
    }
  }
  const orphaned = () =>
    process.ppid !== parent || (windows && !alive(parent)) || (grandparent !== undefined && parentOf(parent) !== grandparent)
  setInterval(() => {
    if (orphaned()) void shutDown(1)
  }, 500).unref()
}

/** Ties this script's life to its parent's and to the usual signals. */
export function guardLife() {
  watchParents()
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(name, () => void shutDown(128 + constants.signals[name], name === 'SIGINT' ? 'SIGINT' : 'SIGTERM'))
  }
}
