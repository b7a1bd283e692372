import { createHash } from 'node:crypto'
import type { ImportPlan } from '../../shared/contract/imports.ts'
import type { RowRemark } from '../../shared/import-words.ts'
import type { AppointmentState } from '../ingest/apply.ts'
import { findAppointmentState } from '../store/appointments.ts'
import type { ReadDb } from '../store/db.ts'
import { isErased } from '../store/erasures.ts'
import { findClientByEmail, findImportedClient, listClientsNamed } from '../store/imports-clients.ts'
import type { AppointmentCandidate, CandidateClient } from './candidate.ts'

/** Begins what an import says, so that what a person said since can be told from it. */
export const importGesture = 'import-'

const digest = (...parts: readonly (string | number | null)[]): Buffer =>
  createHash('sha256').update(JSON.stringify(parts)).digest().subarray(0, 16)

const digits = (phone: string | null): string => (phone ?? '').replace(/\D/gu, '')

/** By what a client is told from others within files: the e-mail, else name and number. */
const clientKey = ({ email, name, phone }: CandidateClient): string => email ?? `${name?.toLowerCase() ?? ''}|${digits(phone)}`

/**
 * What a row's appointment is called, so that the same row is the same appointment in every file: of a calendar the event's UID, else client,
 * start and title; of nobody's also the host, for two colleagues may have the same thing at once.
 */
export function externalIdOf({ uid, recurrence, client, host, startMs, title }: AppointmentCandidate): string {
  const key =
    uid === null
      ? digest(
          'row',
          client === null ? null : clientKey(client),
          startMs,
          title?.toLowerCase() ?? null,
          client === null ? (host?.key ?? null) : null,
        )
      : digest('event', uid, recurrence)
  return `import-${key.toString('hex')}`
}

export interface Recognised {
  /** `same`: nothing is to be written. `erased`: it was, on somebody's request, and does not come back. */
  readonly action: 'create' | 'update' | 'same' | 'erased'
  readonly remark: RowRemark | null
}

/** Whether the appointment of a row is there already. */
export function recogniseAppointment(db: ReadDb, candidate: AppointmentCandidate, externalId: string): Recognised {
  const key = { source: 'manual', externalId } as const
  const stored = findAppointmentState(db, { ...key, origin: 'real' })
  if (!stored) return { action: isErased(db, key) ? 'erased' : 'create', remark: null }
  // It was saved by ingest/plan-changes.ts.
  const state = JSON.parse(stored.state) as AppointmentState
  if (isTakenBack(state)) return { action: 'create', remark: null }
  if (candidate.uid === null || !differs(state, candidate)) return { action: 'same', remark: null }
  const isChangedHere = state.facts.some(({ desk }) => desk !== undefined && !desk.gestureId.startsWith(importGesture))
  return isChangedHere ? { action: 'same', remark: 'changed-here' } : { action: 'update', remark: null }
}

/** An import that was taken back leaves nothing that could be seen. */
const isTakenBack = ({ status, details }: AppointmentState): boolean => status === 'cancelled' && details.startMs === null

function differs({ details, status }: AppointmentState, candidate: AppointmentCandidate): boolean {
  const isOther = (['title', 'startMs', 'endMs', 'notes'] as const).some((name) => details[name] !== candidate[name])
  return (
    isOther ||
    JSON.stringify(details.location) !== JSON.stringify(candidate.location) ||
    (status === 'pending' && candidate.status === 'scheduled')
  )
}

/**
 * Who a row is about. Null: somebody who is to be made known.
 *
 * @param scope of people who have but a name: within one import they are one, in two imports they need not be.
 */
export function recogniseClient(
  db: ReadDb,
  client: CandidateClient,
  sameNames: ImportPlan['sameNames'],
  scope: number | 'any',
): { readonly id: number | null; readonly hasKnownName: boolean } {
  if (client.email !== null) return { id: findClientByEmail(db, client.email), hasKnownName: false }
  const imported = findImportedClient(db, keyOfNameless(client, scope))
  if (imported !== null) return { id: imported, hasKnownName: false }
  const named = client.name === null ? [] : listClientsNamed(db, client.name)
  return { id: sameNames === 'known' && named.length === 1 ? named[0]! : null, hasKnownName: named.length === 1 }
}

/** Of a client without an e-mail. */
export function keyOfNameless(client: CandidateClient, scope: number | 'any'): Buffer {
  return digest('client', clientKey(client), digits(client.phone) === '' ? scope : 'any')
}
