import { composeCalendlyBody, type CalendlyComposeContext } from '../calendly/compose.ts'
import { client, eventTypes, team, type Day, type TimedDelivery } from './day.ts'

type Booking = Omit<CalendlyComposeContext, 'nowMs'>

/** Quick consultations, a group session, a cancellation, a reschedule whose halves arrive in the unusual order, a no-show, a lead. */
export function composeCalendlyDay(day: Day): TimedDelivery[] {
  const send = (event: string, happenedAtMs: number, booking: Booking): TimedDelivery => ({
    provider: 'calendly',
    event,
    body: composeCalendlyBody(event, { ...booking, nowMs: happenedAtMs }),
    headers: { 'user-agent': 'Calendly' },
    happenedAtMs,
  })
  const book = (
    story: string,
    who: string,
    host: Booking['host'],
    startMs: number,
    more: Partial<Booking> = {},
    zone?: string,
  ): Booking => ({
    unique: day.unique(story),
    startMs,
    durationMinutes: 15,
    client: client(day, who, zone),
    host,
    eventType: eventTypes.quick,
    ...more,
  })
  const half = { durationMinutes: 30, eventType: eventTypes.initial }
  const group = {
    durationMinutes: 60,
    eventType: eventTypes.intro,
    eventUnique: day.unique('CG'),
    otherHosts: [team.yuki],
    location: { type: 'zoom', status: 'pushed', join_url: 'https://zoom.us/j/99887766', data: { id: 99887766 } },
  }
  const inGroup = (taken: number) => ({ ...group, invitees: { total: taken, active: taken, limit: 8 } })
  const office = { type: 'physical', location: 'Harbour Street 12, second floor' }
  const quick = send('invitee.created', day.hoursAgo(50), book('C3', 'Lena Brandt', team.marcus, day.at('09:30')))
  const cancelled = book('C9', 'Oscar Feld', team.marcus, day.at('14:00'), half)
  const moved = book('C11', 'Mary Adeyemi', team.dana, day.at('16:00'), half)
  const movedTo = book('C12', 'Mary Adeyemi', team.dana, day.at('10:30', 1), half)
  const missed = book('C14', 'Felix Aron', team.dana, day.past('08:30', 15))
  return [
    send(
      'invitee.created',
      day.hoursAgo(70),
      book('C1', 'John Doering', team.dana, day.at('09:00'), { answer: 'First time talking to you' }),
    ),
    send('invitee.created', day.hoursAgo(66), book('C2', 'Amara Nwosu', team.dana, day.at('10:00'), { ...half, location: office })),
    quick,
    // The same bytes once more, as a provider does that missed our answer.
    { ...quick, happenedAtMs: day.hoursAgo(49.9) },
    send('invitee.created', day.hoursAgo(30), book('C4', 'Henrik Solberg', team.marcus, day.at('11:15'), {}, 'America/New_York')),
    send('invitee.created', day.hoursAgo(60), book('CG1', 'Ana Ortiz', team.tomas, day.at('13:00'), inGroup(1))),
    send('invitee.created', day.hoursAgo(44), book('CG2', 'Ben Okafor', team.tomas, day.at('13:00'), inGroup(2), 'Europe/Lisbon')),
    send('invitee.created', day.hoursAgo(20), book('CG3', 'Chiara Conti', team.tomas, day.at('13:00'), inGroup(3))),
    send(
      'invitee.created',
      day.hoursAgo(40),
      book('C8', 'Rosa Delgado', team.tomas, day.at('15:00'), { durationMinutes: 60, eventType: eventTypes.strategy }),
    ),
    send('invitee.created', day.hoursAgo(55), cancelled),
    send('invitee.canceled', day.hoursAgo(3), { ...cancelled, cancelReason: 'Schedule conflict' }),
    send('invitee.created', day.hoursAgo(48), moved),
    // Nothing promises an order: here the new half comes first.
    send('invitee.created', day.hoursAgo(2), { ...movedTo, replaces: moved.unique }),
    send('invitee.canceled', day.hoursAgo(2), { ...moved, replacedBy: movedTo.unique }),
    send('invitee.created', day.hoursAgo(72), missed),
    send('invitee_no_show.created', missed.startMs + 14 * 60_000, missed),
    send(
      'routing_form_submission.created',
      day.hoursAgo(1.5),
      book('CR', 'Nora Lindgren', team.dana, day.at('09:00'), { answer: 'Consultation' }),
    ),
    send('invitee.created', day.hoursAgo(0.4), book('C18', 'Kenji Mori', team.marcus, day.at('09:00', 1), half, 'Asia/Tokyo')),
  ]
}
