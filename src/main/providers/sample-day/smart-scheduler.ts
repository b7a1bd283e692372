import { composeSmartSchedulerBody, type SmartComposeContext } from '../smart-scheduler/compose.ts'
import { client, eventTypes, team, type Day, type TimedDelivery } from './day.ts'

type Booking = Omit<SmartComposeContext, 'nowMs'>

/** Its contract carries no time of the event: `happenedAtMs` only places the delivery within the day. */
export function composeSmartSchedulerDay(day: Day): TimedDelivery[] {
  const send = (event: string, happenedAtMs: number, booking: Booking): TimedDelivery => ({
    provider: 'smart-scheduler',
    event,
    body: composeSmartSchedulerBody(event, { ...booking, nowMs: happenedAtMs }),
    headers: {},
    happenedAtMs,
  })
  const book = (story: string, who: string, host: Booking['host'], startMs: number, more: Partial<Booking> = {}): Booking => ({
    unique: day.unique(story),
    startMs,
    durationMinutes: 15,
    client: client(day, who),
    host,
    eventType: eventTypes.initial,
    ...more,
  })
  const strategy = { durationMinutes: 60, eventType: eventTypes.strategy, metadata: { clientRef: 'CRM-10442', campaign: 'spring' } }
  const moved = book('S43', 'Jonas Weber', team.yuki, day.at('13:30'))
  const cancelled = book('S45', 'Petra Simic', team.dana, day.at('11:30'))
  return [
    send('appointment.created', day.hoursAgo(64), book('S40', 'Casey Morgan', team.marcus, day.at('10:15'))),
    send('appointment.created', day.hoursAgo(63), book('S41', 'Hannah Cole', team.tomas, day.at('09:00'), strategy)),
    send(
      'appointment.created',
      day.hoursAgo(41),
      book('S42', 'Ravi Patel', team.priya, day.at('12:15'), { durationMinutes: 45, eventType: eventTypes.plainInterview }),
    ),
    send('appointment.created', day.hoursAgo(39), moved),
    send('appointment.updated', day.hoursAgo(7), { ...moved, startMs: day.at('14:30') }),
    send('appointment.created', day.hoursAgo(36), cancelled),
    send('appointment.cancelled', day.hoursAgo(8), cancelled),
    send('appointment.created', day.hoursAgo(23), book('S47', 'Olga Sorensen', team.tomas, day.at('16:15'))),
    send('appointment.created', day.hoursAgo(1), book('S48', 'Miguel Prado', team.dana, day.at('14:00', 1))),
    send('appointment.created', day.hoursAgo(0.2), book('S49', 'Freya Dahl', team.marcus, day.at('16:45'))),
  ]
}
