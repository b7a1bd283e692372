import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { AppointmentCounter, ClientCounter, CountedCursor, Interval, Part, Tally } from '../../../src/shared/contract/overview.ts'
import { appointmentStatuses, appointmentTypes, origins, providerIds, rejectReasons, sources, verdicts } from '../../../src/shared/words.ts'
import { getOverview } from '../../../src/main/overview/overview.ts'
import { listCountedClients } from '../../../src/main/store/counters-clients.ts'
import { listCountedDeliveries } from '../../../src/main/store/counters-deliveries.ts'
import { listCountedAppointments } from '../../../src/main/store/counters.ts'
import { joinAppointments } from '../../../src/main/store/link-decisions.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { temporaryStore } from '../../support/temporary.ts'
import { receive, sendForm, write } from './office.ts'

const noon = Date.parse('2026-03-29T10:00Z')
const hour = 3_600_000

/** Within four days around the day that is looked at; full hours meet often. */
const anyTime = fc.integer({ min: -48, max: 48 }).map((hours) => noon + hours * hour)
const anyClient = fc.constantFrom('ada', 'bea', 'cem', 'dan', null)
const anyAppointment = fc.record({
  status: fc.constantFrom(...appointmentStatuses),
  type: fc.constantFrom(...appointmentTypes),
  source: fc.constantFrom(...sources),
  origin: fc.constantFrom('real' as const, ...origins),
  hosts: fc.subarray(['Anna', 'Bert', 'Cora']),
  client: anyClient,
  bookedAtMs: fc.option(anyTime),
  endedAtMs: fc.option(anyTime),
  startMs: fc.option(anyTime),
  declined: fc.boolean(),
  knownAtMs: anyTime,
})
const anyDelivery = fc.record({
  receivedAtMs: anyTime,
  provider: fc.constantFrom(...providerIds),
  verdict: fc.constantFrom(...verdicts),
  origin: fc.constantFrom('real' as const, ...origins),
  eventAtMs: fc.option(anyTime),
})
const anyForm = fc.record({ email: fc.constantFrom('ada', 'eva'), source: fc.constantFrom(...providerIds), atMs: anyTime })

const typeValues = { consultation: 12_000, interview: 0, visit: 50 }
const valuedTypes = ['consultation', 'interview', 'visit'] as const

/** The whole list, page after page, as a person scrolls. */
function readAll<Row extends { readonly id: number }>(
  page: (cursor: CountedCursor | null) => {
    readonly rows: readonly Row[]
    readonly total: number
    readonly nextCursor: CountedCursor | null
  },
): Row[] {
  const first = page(null)
  let rows = [...first.rows]
  let { nextCursor } = first
  while (nextCursor !== null) {
    const next = page(nextCursor)
    rows = [...rows, ...next.rows]
    nextCursor = next.nextCursor
  }
  expect(rows.length).toBe(first.total)
  expect(new Set(rows.map(({ id }) => id)).size).toBe(rows.length)
  return rows
}

function expectListsToEqual(store: Store, tally: Tally, interval: Interval, part: Part | null): void {
  const appointments = (counter: AppointmentCounter) =>
    readAll((cursor) => listCountedAppointments(store.read, counter, { interval, part, cursor, limit: 5 }, valuedTypes))
  const clients = (counter: ClientCounter) =>
    readAll((cursor) => listCountedClients(store.read, counter, { interval, part, cursor, limit: 5 }))
  const valued = appointments('valued')
  expect({
    booked: appointments('booked').length,
    standing: appointments('standing').length,
    valued: valued.length,
    revenue: valued.reduce((sum, { type }) => sum + (type in typeValues ? typeValues[type as keyof typeof typeValues] : 0), 0),
    unvalued: appointments('unvalued').length,
    cancelled: appointments('cancelled').length,
    noShows: appointments('noShows').length,
    came: appointments('came').length,
    due: appointments('due').length,
    clients: clients('clients').length,
    consulting: clients('consulting').length,
  }).toEqual({ ...tally, unvalued: tally.standing - tally.valued, due: tally.noShows + tally.came })
}

test('every number has exactly as many rows in its list, whole, by source, type and host, by the hour and by provider', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(anyAppointment, { minLength: 10, maxLength: 40 }),
      fc.array(anyDelivery, { minLength: 10, maxLength: 40 }),
      fc.array(anyForm, { maxLength: 4 }),
      fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 8 }),
      async (appointments, deliveries, forms, joins) => {
        const store = temporaryStore()
        const ids = appointments.map((appointment) => write(store, appointment))
        for (const [one, other] of joins) {
          const pair = { id: ids[one % ids.length]!, otherId: ids[other % ids.length]! }
          joinAppointments(store.write, pair, { actor: 'Mara', nowMs: noon })
        }
        for (const [index, delivery] of deliveries.entries())
          receive(store, {
            ...delivery,
            ...(delivery.verdict === 'rejected' ? { reason: rejectReasons[index % rejectReasons.length]! } : {}),
          })
        for (const { email, ...form } of forms) sendForm(store, email, form)

        const overview = await getOverview(store.read, { span: { kind: 'day' }, firstDayOfWeek: 1 }, noon, {
          timeZone: 'Europe/Berlin',
          currency: 'EUR',
          typeValues,
        })
        const { span, before, soFar, totals, groups, buckets, receiving } = overview

        expectListsToEqual(store, totals.now, span, null)
        expectListsToEqual(store, totals.before, before, null)
        expectListsToEqual(store, totals.soFar!, soFar!, null)
        for (const group of Object.values(groups).flat()) {
          expectListsToEqual(store, group.now, span, group.part)
          expectListsToEqual(store, group.before, before, group.part)
        }
        for (const [index, bucket] of buckets.entries()) expectListsToEqual(store, totals.series[index]!, bucket, null)
        const listed = (provider: (typeof providerIds)[number], reason: (typeof rejectReasons)[number] | null) =>
          (['deliveries', 'refused', 'duplicates', 'timed'] as const).map(
            (counter) =>
              readAll((cursor) => listCountedDeliveries(store.read, counter, { interval: span, cursor, limit: 5 }, { provider, reason }))
                .length,
          )
        for (const { provider, now, refusals } of receiving) {
          expect(listed(provider, null)).toEqual([now.deliveries, now.refused, now.duplicates, now.timed])
          for (const { reason, count } of refusals) expect(listed(provider, reason)[1]).toBe(count)
        }
      },
    ),
    { numRuns: 6 },
  )
})

test('sources, types and hosts each add up to the whole', async () => {
  const store = temporaryStore()
  for (const appointment of fc.sample(anyAppointment, { numRuns: 300, seed: 7 })) write(store, appointment)
  const { totals, groups } = await getOverview(store.read, { span: { kind: 'week' }, firstDayOfWeek: 1 }, noon, {
    timeZone: 'Europe/Berlin',
    currency: 'EUR',
    typeValues,
  })
  expect(totals.now.booked).toBeGreaterThan(20)
  for (const parts of Object.values(groups))
    for (const member of Object.keys(totals.now) as (keyof Tally)[])
      expect(parts.reduce((sum, { now }) => sum + now[member], 0)).toBe(totals.now[member])
})
