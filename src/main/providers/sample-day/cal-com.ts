import { composeCalComBody, type CalComComposeContext } from '../cal-com/compose.ts'
import { client, eventTypes, team, type Day, type TimedDelivery } from './day.ts'

type Booking = Omit<CalComComposeContext, 'nowMs'>

/** Interviews, requests that wait or are declined, a payment, a seated session, a reschedule, a meeting that ended, and a ping. */
export function composeCalComDay(day: Day): TimedDelivery[] {
  const send = (event: string, happenedAtMs: number, booking: Booking): TimedDelivery => ({
    provider: 'cal-com',
    event,
    body: composeCalComBody(event, { ...booking, nowMs: happenedAtMs }),
    headers: { 'x-cal-webhook-version': '2021-10-20' },
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
    durationMinutes: 45,
    client: client(day, who, zone),
    host,
    eventType: eventTypes.interview,
    ...more,
  })
  const strategy = { durationMinutes: 60, eventType: eventTypes.strategy }
  const paid = book('B29', 'Greta Holm', team.tomas, day.at('11:30'), { durationMinutes: 30, eventType: eventTypes.paid })
  const coaching = {
    durationMinutes: 60,
    eventType: eventTypes.coaching,
    seatsPerTimeSlot: 6,
    location: 'integrations:zoom',
    videoCallUrl: 'https://zoom.us/j/777000111',
  }
  const confirmed = book('B23', 'Elif Kaya', team.yuki, day.at('10:00'), strategy)
  const declined = book('B25', 'Viktor Novak', team.yuki, day.at('17:00'), { ...strategy, reason: 'No longer available at this time' })
  const moved = book('B27', 'Sofia Rinaldi', team.priya, day.at('16:00'))
  const over = book('B31', 'Daniel Achterberg', team.priya, day.past('08:00', 45))
  const missed = book('B33', 'Imani Okoro', team.priya, day.past('08:45', 30), { durationMinutes: 30 })
  const cancelled = book('B38', 'Paul Jansen', team.priya, day.at('15:00'), { reason: 'Found another position' })
  const firstSeat = book('B36', 'Mei Lindholm', team.yuki, day.at('12:00'), coaching)
  return [
    send('PING', day.hoursAgo(73), book('BP', 'Nobody', team.priya, day.nowMs)),
    send('BOOKING_CREATED', day.hoursAgo(65), book('B19', 'Arjun Mehta', team.priya, day.at('09:30'), {}, 'Asia/Kolkata')),
    send(
      'BOOKING_CREATED',
      day.hoursAgo(52),
      book('B20', 'Clara Vance', team.priya, day.at('11:00'), { location: 'https://meet.google.com/abc-defg-hij', videoCallUrl: null }),
    ),
    send(
      'BOOKING_CREATED',
      day.hoursAgo(26),
      book('B21', 'Samuel Osei', team.priya, day.at('14:00'), { location: 'Harbour Street 12, room 3', videoCallUrl: null }),
    ),
    send('BOOKING_REQUESTED', day.hoursAgo(0.7), book('B22', 'Ilse Vermeer', team.yuki, day.at('15:30'), strategy)),
    send('BOOKING_REQUESTED', day.hoursAgo(47), confirmed),
    send('BOOKING_CREATED', day.hoursAgo(46), confirmed),
    send('BOOKING_REQUESTED', day.hoursAgo(28), declined),
    send('BOOKING_REJECTED', day.hoursAgo(5), declined),
    send('BOOKING_CREATED', day.hoursAgo(58), moved),
    send('BOOKING_RESCHEDULED', day.hoursAgo(4), {
      ...moved,
      unique: day.unique('B28'),
      startMs: day.at('11:00', 2),
      replaces: { unique: moved.unique, startMs: moved.startMs },
    }),
    send('BOOKING_PAYMENT_INITIATED', day.hoursAgo(25.2), paid),
    send('BOOKING_PAID', day.hoursAgo(25), paid),
    send('BOOKING_CREATED', day.hoursAgo(71), over),
    send('MEETING_ENDED', over.startMs + over.durationMinutes * 60_000, over),
    send('BOOKING_CREATED', day.hoursAgo(69), missed),
    send('BOOKING_NO_SHOW_UPDATED', missed.startMs + 20 * 60_000, missed),
    send('BOOKING_CREATED', day.hoursAgo(43), firstSeat),
    send('BOOKING_CREATED', day.hoursAgo(22), { ...firstSeat, guests: [client(day, 'Luca Ferri', 'America/Chicago')] }),
    send('BOOKING_CREATED', day.hoursAgo(56), cancelled),
    send('BOOKING_CANCELLED', day.hoursAgo(6), cancelled),
  ]
}
