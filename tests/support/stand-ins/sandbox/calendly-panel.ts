import type { StandInCalendly } from '../calendly.ts'
import type { CalendlyInvitee } from '../calendly-account.ts'
import { commonActions } from './panel.ts'
import type { NewRow, Panel, Row } from './panel.ts'
import { calendlyRedirect } from './redirects.ts'

const minuteMs = 60_000

/** @param changed after each change of a booking: Calendly writes it into Google too. */
export function calendlyPanel(calendly: StandInCalendly, { timeZone, changed }: { timeZone: string; changed: () => void }): Panel {
  const { account } = calendly
  const then = (done: unknown): void => {
    void done
    changed()
  }
  const book = ({ title, client, startMs, minutes }: NewRow): CalendlyInvitee => {
    const invitee = account.book({ person: { ...client, timeZone }, startMs, minutes, name: title })
    changed()
    return invitee
  }
  return {
    id: 'calendly',
    name: 'Calendly',
    toType: () => [{ label: 'Personal access token', value: calendly.token }],
    facts: () =>
      calendly.subscriptions.length === 0
        ? ['no webhook subscription']
        : calendly.subscriptions.map(({ state, callbackUrl }) => `subscription ${state}: ${callbackUrl}`),
    rows: () => account.invitees.map(rowOf).sort((one, other) => one.startMs - other.startMs),
    // Whoever connects follows their own bookings at first.
    rowsToChange: () => account.invitees.filter(({ event }) => event.host === account.users[0]).map(rowOf),
    add: (row) => void book(row),
    book: (row) => calendlyRedirect(book(row)),
    rowActions: {
      move: { label: 'Reschedule', run: (uri, toMs) => then(account.reschedule(uri, { startMs: toMs })) },
      cancel: { label: 'Cancel', run: (uri) => then(account.cancel(uri)) },
      'no-show': { label: 'No-show', run: (uri) => then(account.markNoShow(uri)) },
      undo: { label: 'Came after all', run: (uri) => then(account.undoNoShow(uri)) },
    },
    actions: {
      ...commonActions(calendly),
      disable: {
        label: 'Disable the subscription',
        hint: 'As Calendly does after 24 hours of failures, without telling anyone',
        run: () => calendly.disableSubscription(),
      },
      revoke: { label: 'Revoke the token', hint: 'Requests are answered 401', run: () => calendly.revokeToken() },
      renew: { label: 'Make a new token', hint: 'To be typed in again', run: () => void calendly.renewToken() },
    },
  }
}

function rowOf({ uri, person, event, cancellation, noShow }: CalendlyInvitee): Row {
  return {
    id: uri,
    startMs: event.startMs,
    minutes: (event.endMs - event.startMs) / minuteMs,
    title: event.name,
    client: person.name,
    where: event.host.name,
    state: cancellation !== null ? 'cancelled' : noShow !== null ? 'no-show' : 'booked',
    can: cancellation !== null ? [] : noShow !== null ? ['undo'] : ['move', 'cancel', 'no-show'],
  }
}
