import type { SmartAppointment, SmartSubscriber, StandInSmartScheduler } from '../smart-scheduler.ts'
import { commonActions } from './panel.ts'
import type { Panel, Row } from './panel.ts'
import { smartSchedulerRedirect } from './redirects.ts'

/** @param subscriber where it posts, and with which secret: it has no API for that, so both are typed in by hand. */
export function smartSchedulerPanel(smart: StandInSmartScheduler, subscriber: SmartSubscriber): Panel {
  let isSubscribed = true
  smart.subscribe(subscriber)
  return {
    id: 'smart-scheduler',
    name: 'Smart-Scheduler',
    toType: () => [
      { label: 'Signing secret', value: subscriber.secret },
      { label: 'API token', value: smart.token },
      { label: 'API address', value: smart.url },
    ],
    facts: () => [isSubscribed ? `posts to ${subscriber.url}` : 'posts nowhere'],
    rows: () => smart.appointments.map(rowOf).sort((one, other) => one.startMs - other.startMs),
    add: ({ client, startMs, minutes }) => void smart.book({ client, startMs, minutes }),
    book: ({ client, startMs, minutes }) => smartSchedulerRedirect(smart.book({ client, startMs, minutes })),
    rowActions: {
      move: { label: 'Move', run: (id, toMs) => smart.move(id, toMs) },
      cancel: { label: 'Cancel', run: (id) => smart.cancel(id) },
    },
    actions: {
      ...commonActions(smart),
      disable: {
        label: 'Stop posting',
        hint: 'Only reading tells what happens from now on',
        run() {
          smart.disableSubscription()
          isSubscribed = false
        },
      },
      resume: {
        label: 'Post again',
        hint: 'To the same address, with the same secret',
        run() {
          smart.subscribe(subscriber)
          isSubscribed = true
        },
      },
      revoke: { label: 'Revoke the token', hint: 'Requests are answered 401', run: () => smart.revokeToken() },
      renew: { label: 'Make a new token', hint: 'To be typed in again', run: () => void smart.renewToken() },
    },
  }
}

function rowOf({ id, startMs, minutes, type, client, host, isStanding }: SmartAppointment): Row {
  const state = isStanding ? 'booked' : 'cancelled'
  return { id, startMs, minutes, title: type, client: client.name, where: host.name, state, can: isStanding ? ['move', 'cancel'] : [] }
}
