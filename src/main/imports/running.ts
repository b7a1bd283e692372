import type { Settings } from '../../shared/settings.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

/** Who does it, how it is stopped, and who hears how far it is. */
export interface Running {
  readonly actor: string
  readonly signal: AbortSignal
  readonly onProgress: (progress: Progress) => void
}

/** Rows. */
export interface Progress {
  readonly done: number
  readonly total: number
}

export interface RunningParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: () => Settings
  readonly now: () => number
}

export type ImportFailure = 'gone' | 'too-large' | 'under-way' | 'missing' | 'too-late' | 'nothing'

/** What was asked for cannot be done; nothing was changed. */
export class ImportError extends Error {
  override readonly name = 'ImportError'
  readonly code: ImportFailure

  constructor(code: ImportFailure) {
    super(`the import cannot be done: ${code}`)
    this.code = code
  }
}

/** Milliseconds of one job; deliveries come in between. */
export const jobMs = 4
/** Between two jobs, so that what has more of a hurry goes first. */
export const restMs = 2
