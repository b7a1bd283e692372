import { randomUUID } from 'node:crypto'
import type { ImportPlan } from '../../shared/contract/imports.ts'
import type { TypeRule } from '../../shared/settings.ts'
import { deskMarks, type DeskMark } from '../../shared/words.ts'
import type { AppointmentChange } from '../ingest/change.ts'
import { planChanges, saveChanges } from '../ingest/plan-changes.ts'
import { saveNotes } from '../store/clients-edit.ts'
import type { WriteDb } from '../store/db.ts'
import { findDeskClient, findDeskHost } from '../store/desk-people.ts'
import { setStage } from '../store/hand-stage.ts'
import { saveImportedClient } from '../store/imports-clients.ts'
import type { EndedRow } from '../store/imports.ts'
import { insertDeskClient } from '../store/people.ts'
import type { CommitNotes } from '../store/writer.ts'
import type { AppointmentCandidate, CandidateClient, ClientCandidate } from './candidate.ts'
import { importGesture, keyOfNameless, recogniseAppointment, recogniseClient } from './recognise.ts'

/** What is noted of a row until it is written. */
export type Payload =
  | {
      readonly candidate: AppointmentCandidate
      readonly externalId: string
      readonly hostId: number | null
      readonly sameNames: ImportPlan['sameNames']
    }
  | { readonly candidate: ClientCandidate; readonly sameNames: ImportPlan['sameNames'] }

export interface Writing {
  readonly importId: number
  readonly actor: string
  readonly nowMs: number
  readonly timeZone: string
  readonly typeRules: readonly TypeRule[]
}

/**
 * Writes one row: an appointment by the same apply step as what is said at the desk, or a client. Looks once more whether it is there
 * already, for much may have happened since it was looked at.
 */
export function writeRow(db: WriteDb, notes: CommitNotes, payload: Payload, writing: Writing): EndedRow {
  return 'externalId' in payload ? writeAppointment(db, notes, payload, writing) : writeClient(db, payload, writing)
}

function writeClient(
  db: WriteDb,
  { candidate: { client, notes, stage }, sameNames }: Extract<Payload, { candidate: ClientCandidate }>,
  { actor, nowMs }: Writing,
): EndedRow {
  const found = findOrMake(db, client, { sameNames, scope: 'any', nowMs })
  if (!found.isNew) return { outcome: 'same' }
  if (notes !== null) saveNotes(db, found.id, notes, { actor, nowMs })
  if (stage !== null && stage !== 'lead') setStage(db, { clientId: found.id, stage, reason: null, actor, nowMs })
  return { outcome: 'created', clientId: found.id }
}

function writeAppointment(
  db: WriteDb,
  notes: CommitNotes,
  { candidate, externalId, hostId, sameNames }: Extract<Payload, { externalId: string }>,
  { importId, actor, nowMs, timeZone, typeRules }: Writing,
): EndedRow {
  const { action } = recogniseAppointment(db, candidate, externalId)
  if (action === 'erased') return { outcome: 'refused' }
  if (action === 'same') return { outcome: 'same' }
  const { client, title, type, startMs, endMs, providerType, location, notes: text, uid, status } = candidate
  const host = hostId === null ? null : findDeskHost(db, hostId)
  const person = client === null ? null : findOrMake(db, client, { sameNames, scope: importId, nowMs })
  const known = person && findDeskClient(db, person.id)
  const gestureId = `${importGesture}${randomUUID()}`
  const said = {
    about: 'appointment',
    source: 'manual',
    externalId,
    providerEvent: null,
    happenedAtMs: nowMs,
    desk: { gestureId, actor },
  } as const
  const change: AppointmentChange = {
    ...said,
    kind: action === 'update' ? 'updated' : status === 'pending' ? 'requested' : 'created',
    details: {
      title,
      type,
      startMs,
      endMs,
      providerType,
      location,
      notes: text,
      timeZone,
      iCalUid: uid,
      hosts: host ? [{ ...host, hostId: hostId! }] : [],
    },
    // Of somebody who takes part already nothing is said anew.
    ...((action === 'create' || known) && { attendees: known ? [{ ...known, clientId: person.id }] : [], attendeesAreAll: true }),
  }
  const changes = isMark(status) && action === 'create' ? [change, markOf({ ...said, status, endMs, nowMs })] : [change]
  const circumstances = { origin: 'real', receivedAtMs: nowMs, typeRules } as const
  // The mark of the new is for what comes by itself.
  const quiet: CommitNotes = { topic: notes.topic, newAppointment: () => undefined }
  const [appointmentId] = saveChanges(db, planChanges(db, changes, circumstances), {}, circumstances, quiet)
  if (appointmentId === undefined) return { outcome: 'same' }
  const clientId = person?.isNew ? person.id : null
  return { outcome: action === 'update' ? 'updated' : 'created', appointmentId, gestureId, clientId }
}

const isMark = (status: string): status is DeskMark => (deskMarks as readonly string[]).includes(status)

interface Marked extends Pick<AppointmentChange, 'about' | 'source' | 'externalId' | 'providerEvent' | 'happenedAtMs' | 'desk'> {
  readonly status: DeskMark
  readonly endMs: number
  readonly nowMs: number
}

/** How it ended, as the file says. When, no file tells: at its own end, or by now. */
function markOf({ status, endMs, nowMs, ...said }: Marked): AppointmentChange {
  return { ...said, kind: status, details: {}, ...(status !== 'arrived' && { endedAtMs: Math.min(endMs, nowMs) }) }
}

/** Whoever is known stays as they are. */
function findOrMake(
  db: WriteDb,
  client: CandidateClient,
  { sameNames, scope, nowMs }: { readonly sameNames: ImportPlan['sameNames']; readonly scope: number | 'any'; readonly nowMs: number },
): { readonly id: number; readonly isNew: boolean } {
  const { id: known } = recogniseClient(db, client, sameNames, scope)
  if (known !== null) return { id: known, isNew: false }
  const id = insertDeskClient(db, { ...client, nowMs })
  if (client.email === null) saveImportedClient(db, keyOfNameless(client, scope), id)
  return { id, isNew: true }
}
