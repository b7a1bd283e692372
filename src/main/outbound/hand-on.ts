import { randomBytes } from 'node:crypto'
import type { Disclosure, OutwardEventBody } from '../../shared/public-appointment.ts'
import type { WriteDb } from '../store/db.ts'
import { hasEventsToHandOn, listEventsToHandOn, markAllEventsHandedOn, markEventHandedOn, type EventRow } from '../store/events.ts'
import { insertMessage } from '../store/outbox.ts'
import { publicEventOf } from '../store/public-events.ts'
import { listSubscriptions, type SubscriptionRow } from '../store/subscriptions.ts'
import type { CommitNotes } from '../store/writer.ts'

/** Of a job that changes very much; what is left is handed on after the next one. */
const mostAtOnce = 500

export interface HandOn {
  /** For `afterJob` of the writer: queues what just happened for whoever wants it, in the same commit. */
  readonly afterJob: (db: WriteDb, notes: CommitNotes) => void
  /** What could not be handed on is tried again after the next job. @returns whether there was any */
  readonly tryAgain: () => boolean
}

/** @param onFailure an event could not be put into words; it is left where it is, and those after it go on. */
export function createHandOn(now: () => number, onFailure: (error: unknown) => void): HandOn {
  const failed = new Set<number>()

  function handOn(db: WriteDb, notes: CommitNotes): void {
    if (!hasEventsToHandOn(db)) return
    // Whoever is gone has said that they want nothing any more.
    const wanting = listSubscriptions(db).filter(({ state }) => state !== 'gone')
    if (wanting.length === 0) {
      markAllEventsHandedOn(db)
      return
    }
    let isQueued = false
    for (const event of listEventsToHandOn(db, mostAtOnce, [...failed])) {
      try {
        if (queue(db, event, wanting, now())) isQueued = true
      } catch (error) {
        // Nothing was written yet, see `queue`.
        if (error instanceof Error && 'code' in error) throw error
        failed.add(event.id)
        onFailure(error)
        continue
      }
      markEventHandedOn(db, event.id)
    }
    if (isQueued) notes.topic('subscriptions')
  }

  return {
    afterJob: handOn,
    tryAgain() {
      const hasAny = failed.size > 0
      failed.clear()
      return hasAny
    },
  }
}

/** Puts it into words for all before it writes for one. @returns whether anybody wanted it */
function queue(db: WriteDb, event: EventRow, wanting: readonly SubscriptionRow[], atMs: number): boolean {
  const bodies = new Map<string, OutwardEventBody | null>()
  const bodyFor = (disclosure: Disclosure): OutwardEventBody | null => {
    const key = JSON.stringify(disclosure)
    const known = bodies.get(key)
    if (known !== undefined) return known
    const body = publicEventOf(db, event, disclosure)
    bodies.set(key, body)
    return body
  }
  const messages = wanting.flatMap((subscription) => {
    if (!subscription.events.includes(event.type)) return []
    const body = bodyFor(subscription.disclosure)
    return body !== null && isWanted(subscription, body) ? [{ subscription, body }] : []
  })
  for (const { subscription, body } of messages)
    insertMessage(db, {
      subscriptionId: subscription.id,
      webhookId: newWebhookId(),
      type: event.type,
      appointmentId: 'appointmentId' in event ? event.appointmentId : null,
      clientId: body.data.client?.id ?? null,
      body: JSON.stringify(body),
      atMs,
    })
  return messages.length > 0
}

/** A change of a stage has no source, no type and no host: by those it is not judged. */
function isWanted({ sources, types, hostIds }: SubscriptionRow, body: OutwardEventBody): boolean {
  if (body.type === 'client.stage_changed') return true
  const { source, type, hosts } = body.data
  if (sources.length > 0 && !sources.includes(source)) return false
  if (types.length > 0 && !types.includes(type)) return false
  return hostIds.length === 0 || hosts.some(({ id }) => hostIds.includes(id))
}

export function newWebhookId(): string {
  return `msg_${randomBytes(18).toString('base64url')}`
}
