import { setImmediate as turn } from 'node:timers/promises'
import { calendarCandidates } from './calendar-rows.ts'
import type { Candidate, Problem } from './candidate.ts'
import type { Parsed } from './read-file.ts'
import { dateOrderOf, tableCandidates, type Reading } from './table-rows.ts'

/** Milliseconds of work between two turns, in which deliveries and windows are answered. */
const sliceMs = 4

/** Runs through items, and lets others have a turn every few milliseconds. */
export async function* inTurns<Item>(items: Iterable<Item>): AsyncGenerator<Item> {
  let since = performance.now()
  for (const item of items) {
    yield item
    if (performance.now() - since < sliceMs) continue
    await turn()
    since = performance.now()
  }
}

/** What the rows of a file tell; `ambiguous`: a date of it can be read both ways, and nobody said which one is meant. */
export function candidatesOf(parsed: Parsed, reading: Reading): { readonly ambiguous: string } | Iterable<Candidate | Problem> {
  if (parsed.format === 'ics') return calendarCandidates(parsed, reading)
  const order = dateOrderOf(parsed, reading.plan)
  return typeof order === 'string' ? tableCandidates(parsed, reading, order) : { ambiguous: order.example }
}
