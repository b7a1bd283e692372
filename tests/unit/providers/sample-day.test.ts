import { describe, expect, test } from 'vitest'
import { apply, type AppointmentState } from '../../../src/main/ingest/apply.ts'
import type { LeadChange } from '../../../src/main/ingest/change.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { composeSampleDay } from '../../../src/main/providers/sample-day.ts'
import { isTimeZone } from '../../../src/shared/time-zone.ts'
import { contextOf } from './support.ts'

const zones = ['Europe/Berlin', 'America/Los_Angeles', 'Asia/Kolkata', 'Pacific/Auckland']
const noon = Date.parse('2026-03-02T12:00:00Z')
const fewDaysMs = 4 * 24 * 60 * 60_000

/** What the office knows after the whole day was received. */
function receive(nowMs: number, timeZone: string) {
  const appointments = new Map<string, AppointmentState>()
  const leads: LeadChange[] = []
  const keys: string[] = []
  const ignored: string[] = []
  composeSampleDay(nowMs, timeZone).forEach(({ provider, body, event }, index) => {
    const signed = providers[provider].contractIsOurs ? { signedAtMs: nowMs, messageId: `msg_${index}` } : {}
    const reading = providers[provider].read(
      body,
      contextOf({ rawBody: Buffer.from(JSON.stringify(body)), receivedAtMs: nowMs + index, ...signed }),
    )
    expect(reading.providerEvent).toBe(event)
    keys.push(`${provider} ${reading.deliveryKey}`)
    if (reading.changes.length === 0) ignored.push(event)
    for (const change of reading.changes) {
      if (change.about === 'lead') leads.push(change)
      else {
        const id = `${change.source} ${change.externalId}`
        appointments.set(id, apply(appointments.get(id) ?? null, change, { receivedAtMs: nowMs + index }).state)
      }
    }
  })
  return { appointments: [...appointments.values()], leads, keys, ignored }
}

function countBy<T>(items: readonly T[], nameOf: (item: T) => string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const item of items) counts[nameOf(item)] = (counts[nameOf(item)] ?? 0) + 1
  return counts
}

describe('the sample day', () => {
  test('is sixty deliveries of all four providers', () => {
    expect(countBy(composeSampleDay(noon, 'Europe/Berlin'), ({ provider }) => provider)).toEqual({
      calendly: 18,
      'cal-com': 21,
      'smart-scheduler': 10,
      healthcare: 11,
    })
  })

  test('ends in every state, with one lead, one ignored delivery and one duplicate', () => {
    const { appointments, leads, keys, ignored } = receive(noon, 'Europe/Berlin')
    expect(countBy(appointments, ({ status }) => status)).toEqual({
      scheduled: 28,
      pending: 1,
      completed: 2,
      no_show: 3,
      cancelled: 5,
      superseded: 2,
    })
    expect(leads.map(({ name, email }) => ({ name, email }))).toEqual([{ name: 'Nora Lindgren', email: 'nora.lindgren@example.com' }])
    expect(ignored).toEqual(['PING'])
    expect(keys.length - new Set(keys).size).toBe(1)
  })

  test('leads from each moved appointment to the one that replaced it', () => {
    const { appointments } = receive(noon, 'Europe/Berlin')
    const moved = appointments.filter(({ status }) => status === 'superseded')
    const successors = moved.map((old) => appointments.find(({ externalId }) => externalId === old.supersededBy))
    expect(successors.map((successor) => successor?.supersedes)).toEqual(moved.map(({ externalId }) => externalId))
  })

  // Early, at noon, late, on both of Berlin's daylight-saving days, and on the last day of a year.
  const instants = [
    '2026-03-02T05:00:00Z',
    '2026-03-02T12:00:00Z',
    '2026-03-02T22:30:00Z',
    '2026-03-29T10:00:00Z',
    '2026-10-25T10:00:00Z',
    '2026-12-31T23:30:00Z',
  ]
  const cases = zones.flatMap((zone) => instants.map((instant) => ({ zone, instant })))

  test.each(cases)(
    'at $instant in $zone every appointment lies within office hours, and nothing ended that is not over',
    ({ zone, instant }) => {
      const nowMs = Date.parse(instant)
      const { appointments } = receive(nowMs, zone)
      const outside = appointments.filter(({ details: { startMs } }) => {
        const hour = Number(
          new Intl.DateTimeFormat('en', { timeZone: zone, hour: 'numeric', hourCycle: 'h23' }).format(startMs ?? undefined),
        )
        return startMs === null || hour < 8 || hour >= 18 || Math.abs(startMs - nowMs) > fewDaysMs
      })
      const early = appointments.filter(
        ({ status, details }) => (status === 'completed' || status === 'no_show') && details.startMs! > nowMs,
      )
      expect({ outside, early, known: appointments.length }).toEqual({ outside: [], early: [], known: 41 })
    },
  )

  test('speaks only of people at example domains, in time zones that exist', () => {
    const { appointments } = receive(noon, 'Europe/Berlin')
    const people = appointments.flatMap(({ details }) => [...details.hosts, ...details.attendees])
    const emails = people.flatMap(({ email }) => email ?? [])
    expect(emails.filter((email) => !/^[a-z.]+@(example\.com|office\.example)$/.test(email))).toEqual([])
    const named = appointments.flatMap(({ details }) => details.timeZone ?? [])
    expect(named.filter((zone) => !isTimeZone(zone))).toEqual([])
    expect(new Set(appointments.flatMap(({ details }) => details.hosts.map(({ email }) => email))).size).toBe(5)
  })

  test('says the same again on the same day, so that a second run doubles nothing', () => {
    const idsOf = (nowMs: number) => new Set(receive(nowMs, 'Europe/Berlin').appointments.map(({ externalId }) => externalId))
    expect(idsOf(noon + 3_600_000)).toEqual(idsOf(noon))
  })
})
