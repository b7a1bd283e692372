import type { StandInCalCom } from '../cal-com.ts'
import type { CalComBooking } from '../cal-com-account.ts'
import { commonActions } from './panel.ts'
import type { NewRow, Panel, Row } from './panel.ts'
import { calComRedirect } from './redirects.ts'

const minuteMs = 60_000

export interface CalComPanelParts {
  readonly timeZone: string
  readonly now: () => number
  /** After each change of a booking: Cal.com writes it into Google too. */
  readonly changed: () => void
}

export function calComPanel(calCom: StandInCalCom, { timeZone, now, changed }: CalComPanelParts): Panel {
  const { account } = calCom
  const then = (done: unknown): void => {
    void done
    changed()
  }
  const book = ({ title, client, startMs, minutes }: NewRow): CalComBooking => {
    const slug = title.toLowerCase().replaceAll(/\W+/g, '-')
    const booking = account.book({ person: { ...client, timeZone }, startMs, minutes, slug })
    changed()
    return booking
  }
  const emailsOf = (uid: string): readonly string[] =>
    account.bookings.find((booking) => booking.uid === uid)?.attendees.map(({ email }) => email) ?? []
  const mark = (uid: string, absent: boolean): void =>
    then(
      account.markAbsent(
        uid,
        emailsOf(uid).map((email) => ({ email, absent })),
      ),
    )
  return {
    id: 'cal-com',
    name: 'Cal.com',
    toType: () => [{ label: 'API key', value: calCom.token }],
    facts: () =>
      calCom.webhooks.length === 0
        ? ['no webhook']
        : calCom.webhooks.map(({ active, subscriberUrl }) => `webhook ${active ? 'active' : 'off'}: ${subscriberUrl}`),
    rows: () => account.bookings.map((booking) => rowOf(booking, now())).sort((one, other) => one.startMs - other.startMs),
    add: (row) => void book(row),
    book: (row) => calComRedirect(book(row)),
    rowActions: {
      move: { label: 'Reschedule', run: (uid, toMs) => then(account.reschedule(uid, toMs)) },
      cancel: { label: 'Cancel', run: (uid) => then(account.cancel(uid)) },
      'no-show': { label: 'No-show', run: (uid) => mark(uid, true) },
      undo: { label: 'Came after all', run: (uid) => mark(uid, false) },
    },
    actions: {
      ...commonActions(calCom),
      disable: { label: 'Switch the webhook off', hint: 'Nobody is told', run: () => calCom.disableSubscription() },
      revoke: { label: 'Revoke the key', hint: 'Requests are answered 401', run: () => calCom.revokeToken() },
      renew: { label: 'Make a new key', hint: 'To be typed in again', run: () => void calCom.renewToken() },
    },
  }
}

/** Who is absent can be told only once it has begun. */
function rowOf({ uid, startMs, endMs, eventType, attendees, host, status }: CalComBooking, nowMs: number): Row {
  const isOver = status === 'CANCELLED' || status === 'REJECTED'
  const isAbsent = attendees.some(({ absent }) => absent)
  return {
    id: uid,
    startMs,
    minutes: (endMs - startMs) / minuteMs,
    title: eventType.title,
    client: attendees.map(({ name }) => name).join(', '),
    where: host.name,
    state: isOver ? 'cancelled' : isAbsent ? 'no-show' : 'booked',
    can: isOver ? [] : isAbsent ? ['undo'] : ['move', 'cancel', ...(startMs <= nowMs ? ['no-show'] : [])],
  }
}
