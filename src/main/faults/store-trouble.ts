import { accessSync, constants } from 'node:fs'
import { dirname } from 'node:path'
import type { StoreTrouble } from '../../shared/words.ts'
import { freeBytesAt } from './free-bytes.ts'
import { touchFile } from '../store/touch-file.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

/** Knows whether what is to be written can be, and finds out when it can again. */
export interface StoreWatch {
  /** Null: the last thing that was to be written was. */
  trouble(): StoreTrouble | null
  /** A query failed: damage is noticed by whoever reads first. Other failures of queries are not the store's. */
  noteFailure(error: unknown): void
  /** Called whenever `trouble` changed. @returns its own unsubscribe. */
  onChange(listener: () => void): () => void
  close(): void
}

/** How often it is tried whether there is room again, in milliseconds. */
const usualProbeMs = 1_000
/** How often the disk is looked at while nobody writes. */
const usualLookMs = 2_000
/** A batch of large deliveries finds room in as much; one page says nothing of the next. */
const leastRoomBytes = 1_000_000

/**
 * Learns of trouble from the writer, at once; as long as it goes on, a write of one page tries whether it is over. Damage does not go away
 * by itself: nothing is written any more.
 */
export function watchStore({
  store,
  writer,
  probeMs = usualProbeMs,
  lookMs = usualLookMs,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly probeMs?: number
  readonly lookMs?: number
}): StoreWatch {
  const listeners = new Set<() => void>()
  let trouble: StoreTrouble | null = null
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  function become(next: StoreTrouble | null): void {
    if (trouble === next || trouble === 'damaged' || isClosed) return
    trouble = next
    for (const listener of listeners) listener()
  }

  function hasRoom(): boolean {
    const free = freeBytesAt(store.path)
    return free === null || free >= leastRoomBytes
  }

  /** Of a full disk nothing tells but a write that fails, and in a quiet hour nobody writes. */
  function look(): void {
    if (trouble === null && !(hasRoom() && mayWrite(store.path))) probe()
  }

  function probeLater(): void {
    clearTimeout(timer)
    if (trouble === null || trouble === 'damaged' || isClosed) return
    timer = setTimeout(probe, probeMs).unref()
  }

  function probe(): void {
    if (trouble === 'disk-full' && !hasRoom()) return probeLater()
    writer.submit(touchFile).then(
      () => become(null),
      // What failed was told by the writer.
      () => probeLater(),
    )
  }

  const looking = setInterval(look, lookMs).unref()
  const forgetSuccess = writer.afterCommit(() => become(null))
  const forgetFailure = writer.afterFailure((cause) => {
    become(troubleOf(cause, store.path))
    probeLater()
  })
  return {
    trouble: () => trouble,
    noteFailure(error) {
      if (isDamage(codeOf(error))) become('damaged')
    },
    onChange(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    close() {
      isClosed = true
      clearTimeout(timer)
      clearInterval(looking)
      forgetSuccess()
      forgetFailure()
    },
  }
}

/** What a failed commit says of the disk. https://www.sqlite.org/rescode.html */
export function troubleOf(cause: unknown, path: string): StoreTrouble {
  const code = codeOf(cause)
  if (code === 'SQLITE_FULL') return 'disk-full'
  if (isDamage(code)) return 'damaged'
  if (code.startsWith('SQLITE_READONLY') || code.startsWith('SQLITE_CANTOPEN') || !mayWrite(path)) return 'read-only'
  return 'failing'
}

/** Of an index or of the search the table itself is whole, and they can be made anew. */
function isDamage(code: string): boolean {
  if (code === 'SQLITE_CORRUPT_VTAB' || code === 'SQLITE_CORRUPT_INDEX') return false
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB'
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : ''
}

function mayWrite(path: string): boolean {
  try {
    accessSync(path, constants.W_OK)
    accessSync(dirname(path), constants.W_OK)
    return true
  } catch {
    return false
  }
}
