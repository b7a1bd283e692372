import { composeClinicBody } from '../healthcare/compose.ts'
import { client, eventTypes, team, type Day, type TimedDelivery } from './day.ts'

/** Visits. The clinic's feed names neither a host nor a client, only the patient's number. */
export function composeClinicDay(day: Day): TimedDelivery[] {
  const send = (event: string, happenedAtMs: number, story: string, startMs: number, notes?: string): TimedDelivery => ({
    provider: 'healthcare',
    event: `appointment.${event}`,
    body: composeClinicBody(`appointment.${event}`, {
      nowMs: happenedAtMs,
      unique: day.unique(story),
      startMs,
      durationMinutes: 30,
      client: client(day, 'Nobody'),
      host: team.dana,
      eventType: eventTypes.initial,
      patientId: `P-${4100 + Number(story.slice(1))}`,
      ...(notes !== undefined && { notes }),
    }),
    headers: {},
    happenedAtMs,
  })
  const over = day.past('08:30', 45)
  const missed = day.past('09:00', 30)
  return [
    send('scheduled', day.hoursAgo(62), 'H50', day.at('08:15'), 'Blood pressure follow-up'),
    send('scheduled', day.hoursAgo(61), 'H51', day.at('09:15')),
    send('scheduled', day.hoursAgo(42), 'H52', day.at('10:45'), 'Vaccination'),
    send('scheduled', day.hoursAgo(38), 'H53', day.at('13:15')),
    send('cancelled', day.hoursAgo(2.5), 'H53', day.at('13:15')),
    send('scheduled', day.hoursAgo(37), 'H54', day.at('14:45'), 'Physiotherapy'),
    send('rescheduled', day.hoursAgo(3.5), 'H54', day.at('09:30', 1)),
    send('scheduled', day.hoursAgo(68), 'H56', over),
    send('completed', over + 40 * 60_000, 'H56', over),
    send('scheduled', day.hoursAgo(67), 'H58', missed),
    send('no_show', missed + 25 * 60_000, 'H58', missed),
  ]
}
