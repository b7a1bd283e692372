import { randomUUID } from 'node:crypto'
import type { Parsed } from './read-file.ts'

/** A file that was chosen and not brought in yet. In memory only, because nobody may ever want it. */
export interface Draft {
  readonly fileName: string
  readonly expectedBytes: number
  readonly chunks: Buffer[]
  receivedBytes: number
  parsed: Parsed | null
}

/** Nobody looks at one for longer. */
const keptMs = 3_600_000
/** Several windows and desks at once; each may hold ten megabytes. */
const mostDrafts = 8

export interface Drafts {
  open(fileName: string, bytes: number): string
  /** Null: there is none any more. */
  find(id: string): Draft | null
  discard(id: string): void
  close(): void
}

export function createDrafts(): Drafts {
  const drafts = new Map<string, { readonly draft: Draft; readonly timer: NodeJS.Timeout }>()
  const discard = (id: string): void => {
    clearTimeout(drafts.get(id)?.timer)
    drafts.delete(id)
  }
  return {
    open(fileName, bytes) {
      const [oldest] = drafts.keys()
      if (drafts.size >= mostDrafts && oldest !== undefined) discard(oldest)
      const id = randomUUID()
      const timer = setTimeout(() => discard(id), keptMs).unref()
      drafts.set(id, { draft: { fileName, expectedBytes: bytes, chunks: [], receivedBytes: 0, parsed: null }, timer })
      return id
    },
    find: (id) => drafts.get(id)?.draft ?? null,
    discard,
    close() {
      for (const id of drafts.keys()) discard(id)
    },
  }
}
