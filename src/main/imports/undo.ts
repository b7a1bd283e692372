import { setTimeout as pause } from 'node:timers/promises'
import { undoGesture } from '../gestures/mark.ts'
import { GestureError } from '../gestures/errors.ts'
import type { WriteDb } from '../store/db.ts'
import { countRows, markImport, markImportUndone } from '../store/imports.ts'
import {
  dropWaitingRows,
  listUndoableRows,
  markImportRow,
  removeMadeClients,
  removeMadeHosts,
  type UndoableRow,
} from '../store/imports-undo.ts'
import type { CommitNotes } from '../store/writer.ts'
import { jobMs, restMs, type Running, type RunningParts } from './running.ts'

const rowsAtOnce = 25

/**
 * Takes an import back. Each appointment by what it says, so that others hear of it as of any change, and nothing of it is shown any more;
 * one that somebody changed since stays. Then the clients and team members go whom nothing needs. A crash in the middle is gone on with by
 * doing it again.
 */
export async function undoImport(parts: RunningParts, id: number, { actor, signal, onProgress }: Running): Promise<void> {
  const { store, writer, settings, now } = parts
  const { created, updated, takenBack, kept } = countRows(store.read, id)
  const total = created + updated + takenBack + kept
  let done = takenBack + kept
  const job = async (work: (db: WriteDb, notes: CommitNotes) => number): Promise<number> => {
    const worked = await writer.submit((db, notes) => {
      for (const topic of ['appointments', 'clients', 'imports'] as const) notes.topic(topic)
      return work(db, notes)
    })
    await pause(restMs, undefined, { ref: false })
    return worked
  }
  const repeat = async (work: (db: WriteDb, notes: CommitNotes) => number, hasProgress: boolean): Promise<boolean> => {
    for (;;) {
      if (signal.aborted) return false
      const worked = await job(work)
      if (worked === 0) return true
      if (hasProgress) done += worked
      onProgress({ done: Math.min(done, total), total })
    }
  }
  const stop = (): Promise<void> =>
    writer.submit((db, notes) => {
      markImport(db, id, 'stopped', now())
      notes.topic('imports')
    })

  onProgress({ done, total })
  await writer.submit((db) => markImport(db, id, 'undoing', now()))
  const takeBackSome = (db: WriteDb, notes: CommitNotes): number => {
    const since = performance.now()
    let worked = 0
    for (const row of listUndoableRows(db, id, rowsAtOnce)) {
      takeBack(db, notes, row)
      worked += 1
      if (performance.now() - since >= jobMs) break
    }
    return worked
  }
  const doing = (): { readonly atMs: number; readonly why: string } => ({ atMs: now(), why: 'taken-back' })
  try {
    const isWhole =
      (await repeat((db) => dropWaitingRows(db, id, 500), false)) &&
      (await repeat(takeBackSome, true)) &&
      (await repeat((db) => removeMadeClients(db, id, rowsAtOnce, doing()), false))
    if (!isWhole) return await stop()
    await job((db, notes) => {
      removeMadeHosts(db, id, doing())
      markImportUndone(db, id, { actor, atMs: now() })
      notes.topic('hosts')
      return 1
    })
  } catch (error) {
    // Where the disk is at fault it cannot be noted either; the next start does.
    await stop().catch(() => undefined)
    throw error
  }

  function takeBack(db: WriteDb, notes: CommitNotes, { id: rowId, gestureId, isChanged }: UndoableRow): void {
    if (isChanged === 1) return markImportRow(db, rowId, 'kept')
    try {
      undoGesture(db, notes, { actor, nowMs: now(), typeRules: settings().typeRules }, gestureId)
      markImportRow(db, rowId, 'taken-back')
    } catch (error) {
      if (!(error instanceof GestureError)) throw error
      markImportRow(db, rowId, 'kept')
    }
  }
}
