import { setTimeout as pause } from 'node:timers/promises'
import { StoreBusyError, StoreUnavailableError } from '../store/errors.ts'
import { countRows, endImportRow, listWaitingRows, markImport, type WaitingRow } from '../store/imports.ts'
import type { Topic } from '../../shared/words.ts'
import { jobMs, restMs, type Running, type RunningParts } from './running.ts'
import { writeRow, type Payload } from './write-row.ts'

const rowsAtOnce = 25

/**
 * Writes the rows that wait, a few in each job; each row is marked in the commit that writes it, so that a crash repeats none and forgets
 * none. When it is stopped the rest keeps waiting.
 */
export async function writeRows(
  { store, writer, settings, now }: RunningParts,
  id: number,
  { actor, signal, onProgress }: Running,
): Promise<void> {
  const { total, waiting } = countRows(store.read, id)
  let done = total - waiting
  const end = (state: 'done' | 'stopped'): Promise<void> =>
    writer.submit((db, notes) => {
      markImport(db, id, state, now())
      notes.topic('imports')
    })

  /** @returns how many were written; 0: none waits any more. */
  const write = (limit: number): Promise<number> =>
    writer.submit((db, notes) => {
      const since = performance.now()
      const rows = listWaitingRows(db, id, limit)
      const { timeZone, typeRules } = settings()
      let written = 0
      for (const row of rows) {
        const ended = writeRow(db, notes, payloadOf(row), { importId: id, actor, nowMs: now(), timeZone, typeRules })
        endImportRow(db, row.id, ended)
        written += 1
        if (performance.now() - since >= jobMs) break
      }
      for (const topic of ['clients', 'imports'] as const satisfies readonly Topic[]) notes.topic(topic)
      return written
    })

  try {
    await writer.submit((db, notes) => {
      markImport(db, id, 'running', now())
      notes.topic('imports')
    })
    for (;;) {
      onProgress({ done, total })
      if (signal.aborted) return await end('stopped')
      const written = await write(rowsAtOnce).catch((error: unknown) => oneByOne(error))
      if (written === 0) return await end('done')
      done += written
      await pause(restMs, undefined, { ref: false })
    }
  } catch (error) {
    // Where the disk is at fault it cannot be noted either; the next start does.
    await end('stopped').catch(() => undefined)
    throw error
  }

  /** One row of a job threw, and took the others down with it: they are written by themselves, and the one is left out. */
  async function oneByOne(error: unknown): Promise<number> {
    if (error instanceof StoreUnavailableError || error instanceof StoreBusyError) throw error
    try {
      return await write(1)
    } catch (cause) {
      if (cause instanceof StoreUnavailableError || cause instanceof StoreBusyError) throw cause
      return writer.submit((db) => {
        const [row] = listWaitingRows(db, id, 1)
        if (row) endImportRow(db, row.id, { outcome: 'refused' })
        return row ? 1 : 0
      })
    }
  }
}

/** It was inserted by note-rows.ts. */
const payloadOf = ({ payload }: WaitingRow): Payload => JSON.parse(payload) as Payload
