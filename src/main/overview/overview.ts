import { setImmediate as breathe } from 'node:timers/promises'
import type { Interval, Overview, Received, Receiving, Span } from '../../shared/contract/overview.ts'
import type { Settings } from '../../shared/settings.ts'
import { appointmentTypes, providerIds, type AppointmentType } from '../../shared/words.ts'
import { tallyClients } from '../store/counters-clients.ts'
import { nothingTimed, tallyDeliveries, tallyRefusals } from '../store/counters-deliveries.ts'
import { tallyAppointments } from '../store/counters.ts'
import type { ReadDb } from '../store/db.ts'
import { addUp, groupsOf, tallyOf, type Cell } from './add-up.ts'
import { spanParts } from './spans.ts'

type Valued = Pick<Settings, 'timeZone' | 'currency' | 'typeValues'>

/** Types that have a value, a value of nothing too. */
export function valuedTypesOf({ typeValues }: Pick<Settings, 'typeValues'>): AppointmentType[] {
  return appointmentTypes.filter((type) => typeValues[type] !== undefined)
}

/**
 * All numbers of a span, with those of the span before. It gives way to the receiver between any two intervals, so what is committed
 * meanwhile may be in the later ones only; the announcement of that commit brings the window back for the whole.
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
  const before = await cellsOf(db, parts.before)
  const soFar = parts.soFar && (await cellsOf(db, parts.soFar))
  const cells = { buckets, before, soFar }
  const totalOf = (counted: readonly Cell[]) => addUp(counted.map((cell) => tallyOf(cell, typeValues)))
  const series = buckets.map(totalOf)
  return {
    ...parts,
    currency,
    withoutValue: appointmentTypes.filter(
      (type) => typeValues[type] === undefined && buckets.flat().some((cell) => cell.type === type && (cell.standing ?? 0) > 0),
    ),
    totals: { now: addUp(series), before: totalOf(before), soFar: soFar && totalOf(soFar), series },
    groups: {
      source: groupsOf(cells, 'source', typeValues),
      type: groupsOf(cells, 'type', typeValues),
      host: groupsOf(cells, 'host', typeValues),
    },
    receiving: receivingOf(db, parts.span, parts.before),
  }
}

async function cellsOf(db: ReadDb, interval: Interval): Promise<Cell[]> {
  await breathe()
  return [...tallyAppointments(db, interval), ...tallyClients(db, interval)]
}

const nothingReceived: Received = { deliveries: 0, refused: 0, duplicates: 0, timed: 0, ...nothingTimed }

function receivingOf(db: ReadDb, span: Interval, before: Interval): Receiving[] {
  const [now, earlier, refusals] = [tallyDeliveries(db, span), tallyDeliveries(db, before), tallyRefusals(db, span)]
  return providerIds.map((provider) => ({
    provider,
    now: now.get(provider) ?? nothingReceived,
    before: earlier.get(provider) ?? nothingReceived,
    refusals: refusals.filter((refusal) => refusal.provider === provider).map(({ reason, count }) => ({ reason, count })),
  }))
}
