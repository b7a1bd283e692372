import { createHash } from 'node:crypto'
import type { RestAppointment } from '../../shared/contract/rest-schemas.ts'
import type { DeskParts } from '../api/context.ts'
import type { AtDesk } from '../gestures/say.ts'
import type { WriteDb } from '../store/db.ts'
import { findIdempotent, insertIdempotent, type IdempotentRequest } from '../store/rest-idempotency.ts'
import type { CommitNotes } from '../store/writer.ts'
import { appointmentFor } from './appointment.ts'
import type { Caller } from './caller.ts'
import { refusal, refusalOf } from './refusal.ts'

export type Writing = Pick<DeskParts, 'writer' | 'settings' | 'actor' | 'now'> & { readonly caller?: Caller }

/** What is asked, for recognising it when it comes again. */
export interface Asked {
  /** As the sender named it; undefined: it is done each time. Without a caller nobody repeats anything. */
  readonly idempotencyKey: string | undefined
  /** Which procedure. */
  readonly what: string
  /** All that it depends on, as JSON. */
  readonly input: unknown
}

/**
 * Does something with an appointment, and keeps what came of it, in one commit: a request that comes again, while the first one is under way,
 * later, or after a restart, is answered and not done.
 *
 * @param act gives the id of the appointment that it was about.
 * @returns the appointment as it is after the commit.
 * @throws ORPCError one of the contract's refusals; nothing was changed.
 */
export async function write(
  { writer, settings, actor, now, caller }: Writing,
  asked: Asked,
  act: (db: WriteDb, notes: CommitNotes, at: AtDesk) => number,
): Promise<RestAppointment> {
  const request = requestOf(caller, asked)
  try {
    return await writer.submit((db, notes) => {
      const nowMs = now()
      const known = request && findIdempotent(db, request, nowMs)
      if (known?.kind === 'other')
        throw refusal('IDEMPOTENCY_KEY_REUSED', 'This Idempotency-Key was used for another request. Take a new one for each request.')
      if (known?.kind === 'gone') throw refusal('GONE', 'This request was done before, and the appointment was removed since.')
      if (known?.kind === 'done') return appointmentFor(db, known.appointmentId)
      const id = act(db, notes, { actor: caller?.actor ?? actor(), nowMs, typeRules: settings.settings().typeRules })
      if (request) insertIdempotent(db, request, id, nowMs)
      return appointmentFor(db, id)
    })
  } catch (error) {
    throw refusalOf(error)
  }
}

function requestOf(caller: Caller | undefined, { idempotencyKey, what, input }: Asked): IdempotentRequest | null {
  if (caller === undefined || idempotencyKey === undefined) return null
  const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest()
  return {
    keyId: caller.keyId,
    // Some senders make it of an e-mail address.
    name: sha256(idempotencyKey).toString('base64url'),
    digest: sha256(JSON.stringify([what, input])),
  }
}
