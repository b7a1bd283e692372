import type { TryOut } from '../../shared/contract/replays.ts'
import type { DeliveryChange } from '../../shared/delivery.ts'
import type { Settings } from '../../shared/settings.ts'
import { signingProviderIds } from '../../shared/words.ts'
import { arrivedHeaders } from '../explain/arrived.ts'
import { copyIssues } from '../ingest/judgement.ts'
import { planChanges, type Circumstances, type Plan } from '../ingest/plan-changes.ts'
import { readBody } from '../ingest/read-body.ts'
import { providers } from '../providers/index.ts'
import type { Reading } from '../providers/provider.ts'
import type { ReadDb } from '../store/db.ts'
import type { KeptDelivery } from '../store/replays.ts'
import type { Authentic } from './authentic.ts'
import { cannot, failedOn, type Obstacle } from './obstacle.ts'

/** What applying it comes to, before anything is written. */
export interface Tried {
  readonly kind: 'tried'
  readonly reading: Reading
  readonly plan: Plan
  readonly circumstances: Circumstances
}

/**
 * Reads the body as it is read at arrival, and plans what it changes now. Pure but for reading the store.
 *
 * @param appliedAtMs our clock.
 */
export function tryOut(
  db: ReadDb,
  { provider: id, headers, origin }: Pick<KeptDelivery, 'provider' | 'headers' | 'origin'>,
  { body, receivedAtMs, signedAtMs, messageId }: Omit<Authentic, 'kind'>,
  { typeRules, clinicTimestamp, guards }: Pick<Settings, 'typeRules' | 'clinicTimestamp' | 'guards'>,
  appliedAtMs: number,
): Tried | Obstacle {
  const known = signingProviderIds.find((each) => each === id)
  if (known === undefined) return cannot('notification')
  const context = { headers: arrivedHeaders(headers), rawBody: body, receivedAtMs, signedAtMs, messageId, clinicTimestamp }
  const read = readBody(providers[known], context, guards.nesting)
  switch (read.kind) {
    case 'not-json':
      return cannot('not-json', read.finding)
    case 'unreadable':
      return cannot('unreadable', read.error.message, copyIssues(read.error.issues))
    case 'failed':
      return failedOn(read.error)
    case 'read': {
      const { reading } = read
      const circumstances: Circumstances = { origin, receivedAtMs, appliedAtMs, typeRules }
      try {
        return { kind: 'tried', reading, plan: planChanges(db, reading.changes, circumstances), circumstances }
      } catch (error) {
        return failedOn(error)
      }
    }
  }
}

/** The same for the window. */
export function told(tried: Tried | Obstacle): TryOut {
  if (tried.kind === 'cannot') return tried
  const { reading, plan } = tried
  if (reading.changes.length === 0) return { kind: 'ignored', providerEvent: reading.providerEvent }
  return plan.kinds.length === 0 ? { kind: 'nothing-new' } : { kind: 'changes', changes: changesOf(plan) }
}

function changesOf({ appointments, leads }: Plan): DeliveryChange[] {
  return [
    ...appointments.flatMap(({ stored, state: { details, externalId }, entries }) => {
      const client = details.attendees[0]
      const label = client?.name ?? client?.email ?? client?.externalId ?? details.title ?? externalId
      return entries.map(({ kind, before, after }) => ({ appointmentId: stored?.id ?? null, label, kind, before, after }))
    }),
    ...leads.map(({ name, email, externalId, answers }) => ({
      appointmentId: null,
      label: name ?? email ?? externalId,
      kind: 'lead',
      before: {},
      after: { name, email, answers },
    })),
  ]
}
