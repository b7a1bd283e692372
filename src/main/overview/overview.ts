import { setImmediate as breathe } from 'node:timers/promises'
import type { Interval, Overview, Span } from '../../shared/contract/overview.ts'
import type { Settings } from '../../shared/settings.ts'
import { appointmentTypes, type AppointmentType } from '../../shared/words.ts'
import { tallyClients } from '../store/counters-clients.ts'
import { listTimes, tallyDeliveries, tallyRefusals } from '../store/counters-deliveries.ts'
import { tallyAppointments } from '../store/counters.ts'
import type { ReadDb } from '../store/db.ts'
import { addUp, groupsOf, tallyOf, type Cell } from './add-up.ts'
import { receivingOf, type ReceivedPieces } from './receiving.ts'
import { spanParts } from './spans.ts'

type Valued = Pick<Settings, 'timeZone' | 'currency' | 'typeValues'>

/** Types that have a value, a value of nothing too. */
export function valuedTypesOf({ typeValues }: Pick<Settings, 'typeValues'>): AppointmentType[] {
  return appointmentTypes.filter((type) => typeValues[type] !== undefined)
}

/**
 * All numbers of a span, with those of the span before. It gives way to the receiver again and again, so what is committed meanwhile may
 * be in the later days only; the announcement of that commit brings the window back for the whole.
 */
export async function getOverview(
  db: ReadDb,
  { span, firstDayOfWeek }: { readonly span: Span; readonly firstDayOfWeek: number },
  nowMs: number,
  { timeZone, currency, typeValues }: Valued,
): Promise<Overview> {
  const parts = spanParts(span, nowMs, { timeZone, firstDayOfWeek })
  const buckets: Cell[][] = []
  for (const bucket of parts.buckets) buckets.push(await cellsOf(db, bucket))
  // Each day of the past is counted once: what was so far, and then the rest.
  const soFar = parts.soFar && (await cellsOf(db, parts.soFar))
  const rest = await cellsOf(db, { ...parts.before, startMs: parts.soFar?.endMs ?? parts.before.startMs })
  const cells = { buckets, before: [...(soFar ?? []), ...rest], soFar }
  const totalOf = (counted: readonly Cell[]) => addUp(counted.map((cell) => tallyOf(cell, typeValues)))
  const series = buckets.map(totalOf)
  return {
    ...parts,
    currency,
    withoutValue: appointmentTypes.filter(
      (type) => typeValues[type] === undefined && buckets.flat().some((cell) => cell.type === type && (cell.standing ?? 0) > 0),
    ),
    totals: { now: addUp(series), before: totalOf(cells.before), soFar: soFar && totalOf(soFar), series },
    groups: {
      source: groupsOf(cells, 'source', typeValues),
      type: groupsOf(cells, 'type', typeValues),
      host: groupsOf(cells, 'host', typeValues),
    },
    receiving: receivingOf(await receivedOf(db, parts.span), await receivedOf(db, parts.before)),
  }
}

async function cellsOf(db: ReadDb, interval: Interval): Promise<Cell[]> {
  const cells: Cell[] = []
  for (const piece of piecesOf(interval)) {
    await breathe()
    cells.push(...tallyAppointments(db, piece), ...tallyClients(db, piece))
  }
  return cells
}

async function receivedOf(db: ReadDb, interval: Interval): Promise<ReceivedPieces> {
  const pieces: { [Member in keyof ReceivedPieces]: ReceivedPieces[Member][number][] } = { cells: [], times: [], refusals: [] }
  for (const piece of piecesOf(interval)) {
    await breathe()
    pieces.cells.push(...tallyDeliveries(db, piece))
    pieces.times.push(...listTimes(db, piece))
    pieces.refusals.push(...tallyRefusals(db, piece))
  }
  return pieces
}

/** A month at once would keep deliveries waiting for a tenth of a second, a busy day takes a few milliseconds. */
const pieceMs = 24 * 3_600_000

function* piecesOf({ startMs, endMs }: Interval): Generator<Interval> {
  for (let atMs = startMs; atMs < endMs; atMs += pieceMs) yield { startMs: atMs, endMs: Math.min(atMs + pieceMs, endMs) }
}
