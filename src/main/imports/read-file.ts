import { Worker } from 'node:worker_threads'
import type { ImportEncoding, ImportSeparator, UnreadableFile } from '../../shared/import-words.ts'
import { UnreadableFileError } from './decode.ts'
import type { CalendarEvent, CalendarProblem, ParsedCalendar, Span } from './read-calendar.ts'
import type { ParsedTable, TableRow } from './read-table.ts'

export type Parsed = ParsedTable | ParsedCalendar

export interface ReadOrder {
  readonly bytes: Uint8Array
  /** Null: as the file shows. */
  readonly encoding: ImportEncoding | null
  readonly separator: ImportSeparator | null
  readonly span: Span
}

/** Worker to desk. `table` or `calendar` comes last. */
export type ReadMessage =
  | { readonly kind: 'rows'; readonly rows: readonly TableRow[] }
  | ({ readonly kind: 'table' } & Omit<ParsedTable, 'rows'>)
  | { readonly kind: 'events'; readonly events: readonly CalendarEvent[] }
  | { readonly kind: 'calendar'; readonly problems: readonly CalendarProblem[] }
  | { readonly kind: 'unreadable'; readonly reason: UnreadableFile }

/** The largest honest file takes two seconds. */
const patienceMs = 30_000

/** Built, the worker is a file beside the desk's; tests run it from its source. */
function workerEntry(): URL {
  return new URL(import.meta.url.endsWith('.ts') ? './worker.ts' : './import-worker.js', import.meta.url)
}

/**
 * Reads a file in a thread of its own, which is ended when it takes too long.
 *
 * @throws UnreadableFileError
 */
export async function readFile(order: ReadOrder): Promise<Parsed> {
  const worker = new Worker(workerEntry(), { workerData: order, name: 'import', resourceLimits: { maxOldGenerationSizeMb: 512 } })
  const timer = setTimeout(() => void worker.terminate(), patienceMs)
  try {
    return await new Promise<Parsed>((resolve, reject) => {
      const rows: TableRow[] = []
      const events: CalendarEvent[] = []
      worker.on('message', (message: ReadMessage) => {
        if (message.kind === 'rows') rows.push(...message.rows)
        else if (message.kind === 'events') events.push(...message.events)
        else if (message.kind === 'calendar') resolve({ format: 'ics', events, problems: message.problems })
        else if (message.kind === 'unreadable') reject(new UnreadableFileError(message.reason))
        else {
          const { kind: _kind, ...table } = message
          resolve({ ...table, rows })
        }
      })
      worker.on('error', (cause) => reject(new UnreadableFileError('too-hard', { cause })))
      worker.on('exit', () => reject(new UnreadableFileError('too-hard')))
    })
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}
