import { beforeEach, describe, expect, test } from 'vitest'
import { overviewSchema, type Overview, type Tally } from '../../../src/shared/contract/overview.ts'
import { getOverview } from '../../../src/main/overview/overview.ts'
import { mergeClients } from '../../../src/main/store/client-merge.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { temporaryStore } from '../../support/temporary.ts'
import { hostId, knowClient, long, receive, sendForm, write } from './office.ts'

/** The days on which clocks change, with their first instant and the one after their last, as an almanac has them. */
const days = [
  { zone: 'Europe/Berlin', date: '2026-03-29', hours: 23, start: '2026-03-28T23:00Z', end: '2026-03-29T22:00Z' },
  { zone: 'Europe/Berlin', date: '2026-10-25', hours: 25, start: '2026-10-24T22:00Z', end: '2026-10-25T23:00Z' },
  { zone: 'America/New_York', date: '2026-03-08', hours: 23, start: '2026-03-08T05:00Z', end: '2026-03-09T04:00Z' },
  { zone: 'America/New_York', date: '2026-11-01', hours: 25, start: '2026-11-01T04:00Z', end: '2026-11-02T05:00Z' },
  { zone: 'Australia/Lord_Howe', date: '2026-10-04', hours: 23.5, start: '2026-10-03T13:30Z', end: '2026-10-04T13:00Z' },
  { zone: 'Australia/Lord_Howe', date: '2026-04-05', hours: 24.5, start: '2026-04-04T13:00Z', end: '2026-04-05T13:30Z' },
  { zone: 'Asia/Kolkata', date: '2026-03-29', hours: 24, start: '2026-03-28T18:30Z', end: '2026-03-29T18:30Z' },
]

const minute = 60_000
const hour = 60 * minute

function merge(store: Store, email: string, other: string): void {
  const [id, otherId] = [email, other].map((known) => knowClient(store, known, { knownAtMs: long }))
  mergeClients(
    store.write,
    { id: id!, otherId: otherId!, contact: { name: 'own', email: 'own', phone: 'own' } },
    { actor: 'Kim', nowMs: long },
  )
}

const counted = (overview: Overview, by: 'source' | 'type' | 'host', member: keyof Tally) =>
  Object.fromEntries(
    overview.groups[by]
      .filter(({ now }) => now[member] > 0)
      .map(({ part, now }) => [part.by === 'host' ? part.hostId : part.by === 'type' ? part.type : part.source, now[member]]),
  )

describe.each(days)('the $hours hours of $date in $zone', ({ zone, date, hours, start, end }) => {
  const [startMs, endMs] = [Date.parse(start), Date.parse(end)]
  let store: Store
  let overview: Overview

  beforeEach(async () => {
    store = temporaryStore()
    // Booked, the first and the last of them at the edges of the day: 6, of which 4 stand.
    write(store, {
      client: 'ada',
      type: 'consultation',
      source: 'calendly',
      hosts: ['Anna', 'Bert'],
      bookedAtMs: startMs,
      knownAtMs: startMs,
      startMs: endMs + hour,
    })
    write(store, {
      client: 'bea',
      type: 'consultation',
      source: 'cal-com',
      hosts: ['Bert'],
      status: 'cancelled',
      bookedAtMs: endMs - 1,
      endedAtMs: endMs - 1,
      knownAtMs: endMs - 1,
    })
    write(store, {
      client: 'cem',
      type: 'interview',
      source: 'calendly',
      bookedAtMs: startMs + hour,
      knownAtMs: startMs - 9 * hour,
      startMs: endMs + hour,
    })
    write(store, {
      client: 'dan',
      type: 'consultation',
      source: 'calendly',
      hosts: ['Anna'],
      status: 'no_show',
      bookedAtMs: startMs + hour,
      endedAtMs: startMs + 4 * hour,
      startMs: startMs + 3 * hour,
      knownAtMs: startMs + 1,
    })
    write(store, {
      client: 'eva',
      type: 'visit',
      source: 'healthcare',
      status: 'completed',
      bookedAtMs: startMs + 2 * hour,
      startMs: startMs + 5 * hour,
      knownAtMs: startMs - 1,
    })
    write(store, { client: 'ada', type: 'interview', source: 'manual', hosts: ['Anna'], bookedAtMs: startMs + 2 * hour, startMs: endMs })
    // Replaced by a reschedule that carries the first booking's time, requests, and what lies a millisecond outside: nothing.
    write(store, {
      client: 'cem',
      type: 'interview',
      status: 'superseded',
      bookedAtMs: startMs + hour,
      endedAtMs: startMs + 2 * hour,
      knownAtMs: startMs - 9 * hour,
      startMs: startMs + 6 * hour,
    })
    write(store, { client: 'fay', status: 'pending', startMs: startMs + hour, knownAtMs: startMs - 1 })
    write(store, { client: 'fay', status: 'cancelled', declined: true, endedAtMs: startMs + hour, knownAtMs: startMs - 1 })
    write(store, { client: 'ada', status: 'cancelled', bookedAtMs: endMs, endedAtMs: endMs, startMs: endMs })
    write(store, { client: 'ada', status: 'no_show', bookedAtMs: endMs, startMs: endMs })
    // Tests and samples: nothing.
    write(store, {
      client: 'test',
      origin: 'test',
      type: 'consultation',
      bookedAtMs: startMs + hour,
      startMs: startMs + hour,
      knownAtMs: startMs + hour,
    })
    write(store, {
      client: 'sample',
      origin: 'sample',
      type: 'consultation',
      status: 'no_show',
      bookedAtMs: startMs + hour,
      startMs: startMs + hour,
      knownAtMs: startMs + hour,
    })
    // Cancelled: bea's, one that was booked the day before, and one whose booking never reached us. 3.
    write(store, {
      client: 'gus',
      source: 'cal-com',
      status: 'cancelled',
      bookedAtMs: startMs - 1,
      endedAtMs: startMs,
      knownAtMs: startMs - 1,
    })
    write(store, { client: 'gus', source: 'healthcare', status: 'cancelled', endedAtMs: startMs + 3 * hour, knownAtMs: startMs - 1 })
    // Started: dan's no-show and another one; eva, and two who came. 2 of 5.
    write(store, { client: 'hal', hosts: ['Bert'], status: 'no_show', bookedAtMs: 0, startMs: endMs - 1 })
    write(store, { client: 'ida', hosts: ['Bert'], status: 'arrived', bookedAtMs: 0, startMs })
    write(store, { client: 'ida', hosts: ['Anna'], status: 'completed', bookedAtMs: 0, startMs: startMs + 4 * hour })
    write(store, { client: 'ida', status: 'scheduled', bookedAtMs: 0, startMs: startMs + 4 * hour })
    // Known: ada, bea, dan and jo, who is two records, and has a consultation under the second. 4, of which ada and jo have a consultation.
    sendForm(store, 'jo', { source: 'cal-com', atMs: startMs + hour })
    write(store, {
      client: 'jo again',
      type: 'consultation',
      source: 'manual',
      hosts: ['Bert'],
      bookedAtMs: endMs + hour,
      knownAtMs: startMs + 2 * hour,
      startMs: endMs + hour,
    })
    merge(store, 'jo', 'jo again')
    // Somebody who was known before under another record is not new.
    knowClient(store, 'kai', { knownAtMs: startMs - 100 * hour })
    knowClient(store, 'kai again', { knownAtMs: startMs + hour })
    merge(store, 'kai again', 'kai')

    overview = await getOverview(store.read, { span: { kind: 'chosen', first: date, last: date }, firstDayOfWeek: 1 }, endMs + 30 * hour, {
      timeZone: zone,
      currency: 'EUR',
      typeValues: { consultation: 12_000, visit: 0 },
    })
  })

  test('are counted as by hand, with the day before beside them', () => {
    expect(overviewSchema.parse(overview)).toEqual(overview)
    expect(overview.span).toEqual({ startMs, endMs })
    expect(overview.totals.now).toEqual({
      booked: 6,
      standing: 4,
      // ada's consultation, and eva's visit that is worth nothing; two interviews have no value.
      valued: 2,
      revenue: 12_000,
      cancelled: 3,
      noShows: 2,
      came: 3,
      clients: 4,
      consulting: 2,
    })
    expect(overview.withoutValue).toEqual(['interview'])
    expect(overview.totals.before).toEqual({
      // gus', which was cancelled the day after.
      booked: 1,
      standing: 0,
      valued: 0,
      revenue: 0,
      cancelled: 0,
      noShows: 0,
      came: 0,
      // cem, eva, fay and gus.
      clients: 4,
      consulting: 0,
    })
    expect(overview.totals.soFar).toBeNull()
  })

  test('are told by source, type and host, and by the hour', () => {
    const [anna, bert] = [hostId(store, 'Anna'), hostId(store, 'Bert')]
    expect(counted(overview, 'source', 'booked')).toEqual({ calendly: 3, 'cal-com': 1, healthcare: 1, manual: 1 })
    expect(counted(overview, 'type', 'booked')).toEqual({ consultation: 3, interview: 2, visit: 1 })
    // ada's consultation has two hosts, and is the first one's.
    expect(counted(overview, 'host', 'booked')).toEqual({ [anna]: 3, [bert]: 1, null: 2 })
    expect(counted(overview, 'host', 'noShows')).toEqual({ [anna]: 1, [bert]: 1 })
    expect(counted(overview, 'type', 'revenue')).toEqual({ consultation: 12_000 })
    // jo was first heard of by a form of Cal.com, and first booked at the desk.
    expect(counted(overview, 'source', 'clients')).toEqual({ calendly: 2, 'cal-com': 2 })
    expect(counted(overview, 'host', 'consulting')).toEqual({ [anna]: 1, [bert]: 1 })
    expect(overview.step).toBe('hour')
    expect(overview.buckets.length).toBe(Math.ceil(hours))
    const booked = overview.totals.series.flatMap((tally, index) => Array.from({ length: tally.booked }, () => index))
    expect(booked).toEqual([0, 1, 1, 2, 2, Math.ceil(hours) - 1])
  })
})

describe('receiving', () => {
  const startMs = Date.parse('2026-03-28T23:00Z')
  const endMs = Date.parse('2026-03-29T22:00Z')
  const read = (store: Store) =>
    getOverview(store.read, { span: { kind: 'chosen', first: '2026-03-29', last: '2026-03-29' }, firstDayOfWeek: 1 }, endMs, {
      timeZone: 'Europe/Berlin',
      currency: 'EUR',
      typeValues: {},
    })
  const nothing = { deliveries: 0, refused: 0, duplicates: 0, timed: 0, medianMs: null, p95Ms: null }

  test('counts deliveries, refusals by reason and duplicates of the span by provider, without tests and samples', async () => {
    const store = temporaryStore()
    receive(store, { receivedAtMs: startMs })
    receive(store, { receivedAtMs: endMs - 1, verdict: 'duplicate', eventAtMs: startMs })
    receive(store, { receivedAtMs: startMs + hour, verdict: 'ignored', eventAtMs: startMs })
    for (const reason of ['clock', 'signature', 'signature'] as const)
      receive(store, { receivedAtMs: startMs + hour, verdict: 'rejected', reason, provider: 'cal-com' })
    receive(store, { receivedAtMs: startMs - 1, verdict: 'rejected', reason: 'size', provider: 'cal-com' })
    receive(store, { receivedAtMs: endMs })
    receive(store, { receivedAtMs: startMs + hour, origin: 'test', eventAtMs: startMs })
    receive(store, { receivedAtMs: startMs + hour, origin: 'sample', eventAtMs: startMs })
    expect((await read(store)).receiving).toEqual([
      { provider: 'calendly', now: { ...nothing, deliveries: 3, duplicates: 1 }, before: nothing, refusals: [] },
      {
        provider: 'cal-com',
        now: { ...nothing, deliveries: 3, refused: 3 },
        before: { ...nothing, deliveries: 1, refused: 1 },
        refusals: [
          { reason: 'signature', count: 2 },
          { reason: 'clock', count: 1 },
        ],
      },
      { provider: 'smart-scheduler', now: nothing, before: nothing, refusals: [] },
      { provider: 'healthcare', now: nothing, before: nothing, refusals: [] },
      { provider: 'google-calendar', now: nothing, before: nothing, refusals: [] },
    ])
  })

  test('tells the time from event to window of accepted deliveries whose event has a time, by nearest rank', async () => {
    const store = temporaryStore()
    for (let index = 1; index <= 40; index += 1)
      receive(store, { receivedAtMs: startMs + hour + index * 1000, eventAtMs: startMs + hour, durationUs: 500 })
    receive(store, { receivedAtMs: startMs + hour, eventAtMs: null })
    // A provider whose clock is ahead.
    receive(store, { receivedAtMs: startMs + hour, eventAtMs: startMs + hour + minute, durationUs: 1000, provider: 'cal-com' })
    const [calendly, calCom] = (await read(store)).receiving
    expect(calendly?.now).toEqual({ deliveries: 41, refused: 0, duplicates: 0, timed: 40, medianMs: 20_000.5, p95Ms: 38_000.5 })
    expect(calCom?.now).toMatchObject({ timed: 1, medianMs: 0, p95Ms: 0 })
  })
})
