import { parentPort, workerData } from 'node:worker_threads'
import { decode, UnreadableFileError } from './decode.ts'
import { isCalendar, readCalendar } from './read-calendar.ts'
import type { ReadOrder, ReadMessage } from './read-file.ts'
import { readTable } from './read-table.ts'

/* A thread of its own, in which one file is read: what is hard to read, or was made to be, keeps no delivery waiting. Ends by itself. */
if (parentPort === null) throw new Error('This is started in a worker thread, by read-file.ts.')
const port = parentPort
const tell = (message: ReadMessage): void => port.postMessage(message)

/** So that the thread that takes them has a turn in between. */
const atOnce = 200

// What read-file.ts passes.
const { bytes, encoding, separator, span } = workerData as ReadOrder

try {
  const { encoding: found, text } = decode(Buffer.from(bytes), encoding)
  if (isCalendar(text)) {
    const { events, problems } = readCalendar(text, span)
    for (let at = 0; at < events.length; at += atOnce) tell({ kind: 'events', events: events.slice(at, at + atOnce) })
    tell({ kind: 'calendar', problems })
  } else {
    const { rows, ...table } = readTable(text, found, separator)
    for (let at = 0; at < rows.length; at += atOnce) tell({ kind: 'rows', rows: rows.slice(at, at + atOnce) })
    tell({ kind: 'table', ...table })
  }
} catch (error) {
  tell({ kind: 'unreadable', reason: error instanceof UnreadableFileError ? error.reason : 'broken' })
}
