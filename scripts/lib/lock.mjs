import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { say, SetupError } from './log.mjs'
import { root } from './paths.mjs'
import { onExit } from './processes.mjs'

function holderIsGone(directory) {
  try {
    process.kill(Number(readFileSync(join(directory, 'pid'), 'utf8')), 0)
    return false
  } catch (error) {
    if (error.code === 'EPERM') return false
    if (error.code === 'ESRCH') return true
    // No pid written yet: a holder that has just begun, or one that died right there.
    try {
      return Date.now() - statSync(directory).mtimeMs > 10_000
    } catch {
      return false
    }
  }
}

/** A lock of this work tree. Outside of it: node_modules is deleted by what the lock protects. */
export function projectLock(name) {
  return join(tmpdir(), `deskbell-${name}-${createHash('sha256').update(root).digest('hex').slice(0, 12)}.lock`)
}

/** Two terminals may start at once; what both would write (node_modules, the cache, out/) only one writes. */
export async function withLock(directory, what, work, waitMs = 15 * 60_000) {
  const deadlineMs = Date.now() + waitMs
  let said = false
  for (;;) {
    try {
      mkdirSync(directory)
      break
    } catch (error) {
      if (error.code !== 'EEXIST') throw error
    }
    if (holderIsGone(directory)) {
      rmSync(directory, { recursive: true, force: true })
      continue
    }
    if (Date.now() > deadlineMs)
      throw new SetupError(`Another run has held ${directory} for too long.`, ['Delete that directory when no other run is under way.'])
    if (!said) say(`waiting for another run to finish ${what} …`)
    said = true
    await sleep(300)
  }
  const release = () => rmSync(directory, { recursive: true, force: true })
  const forget = onExit(release)
  try {
    writeFileSync(join(directory, 'pid'), String(process.pid))
    return await work()
  } finally {
    forget()
    release()
  }
}
