import { appendFileSync, mkdirSync, renameSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LogEntry } from '../desk/messages.ts'

const rotateAtBytes = 1_000_000

/**
 * One JSON object a line; beside it at most one older file. It is written rarely (starts, ends, failures), so synchronously: the last
 * words before an exit are the ones that matter. Entries hold counts and codes, never what a delivery carried.
 */
export function openLogFile(file: string): (entry: LogEntry) => void {
  mkdirSync(dirname(file), { recursive: true })
  if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) > rotateAtBytes) renameSync(file, `${file}.1`)
  return (entry) => {
    const line = JSON.stringify({ at: new Date().toISOString(), ...entry })
    if (entry.level === 'error') process.stderr.write(`deskbell: ${line}\n`)
    try {
      appendFileSync(file, `${line}\n`, { mode: 0o600 })
    } catch {
      // A full disk may not take the app down for the sake of its log.
    }
  }
}
