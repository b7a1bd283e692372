import type { CheckedAgainResult, Handling } from '../../shared/contract/replays.ts'
import { verifyAgain } from '../explain/verify-again.ts'
import { bulkDryRun, bulkReplay } from '../replay/bulk.ts'
import { authenticate } from '../replay/authentic.ts'
import { applyEdit, tryEdit } from '../replay/edit.ts'
import { dryRun, noteDeliveries, replay, type ReplayParts } from '../replay/replay.ts'
import { onlyAlike } from '../store/alike.ts'
import { findDealing, isToLookAt, removeSetAside, saveDealing } from '../store/dealings.ts'
import type { ReadDb } from '../store/db.ts'
import { countMatching } from '../store/delivery-lists.ts'
import { findKeptDelivery, listEdits, listReplays, type KeptDelivery } from '../store/replays.ts'
import { openOs } from './implementer.ts'

const gone = { message: 'This delivery is not there any more.' }

/** Part of `deliveries`. */
export const replays = {
  handling: openOs.deliveries.handling.handler(({ context, input, errors }) => {
    const kept = findKeptDelivery(context.store.read, input.id)
    if (kept === null) throw errors.NOT_FOUND(gone)
    return handlingOf(context.store.read, input.id, kept)
  }),

  checkAgain: openOs.deliveries.checkAgain.handler(({ context, input, errors }) => {
    const kept = findKeptDelivery(context.store.read, input.id)
    if (kept === null) throw errors.NOT_FOUND(gone)
    return checkAgain(context, kept)
  }),

  dryRun: openOs.deliveries.dryRun.handler(({ context, input, errors }) => {
    const tried = dryRun(context, input.id)
    if (tried === null) throw errors.NOT_FOUND(gone)
    return tried
  }),

  replay: openOs.deliveries.replay.handler(async ({ context, input, errors }) => {
    const result = await replay(context, input.id, input.reason)
    if (result === null) throw errors.NOT_FOUND(gone)
    return result
  }),

  tryEdit: openOs.deliveries.tryEdit.handler(({ context, input, errors }) => {
    const tried = tryEdit(context, input.id, input.text)
    if (tried === null) throw errors.NOT_FOUND(gone)
    return tried
  }),

  applyEdit: openOs.deliveries.applyEdit.handler(async ({ context, input, errors }) => {
    const result = await applyEdit(context, input.id, input)
    if (result === null) throw errors.NOT_FOUND(gone)
    return result
  }),

  setAside: openOs.deliveries.setAside.handler(async ({ context, input: { id, note }, errors }) => {
    if (findKeptDelivery(context.store.read, id) === null) throw errors.NOT_FOUND(gone)
    const dealing = { atMs: context.now(), actor: context.actor(), how: 'set-aside', note } as const
    const wasWaiting = await context.writer.submit((db, notes) => {
      if (!isToLookAt(db, id)) return false
      saveDealing(db, id, dealing)
      noteDeliveries(notes)
      return true
    })
    if (!wasWaiting)
      throw errors.NOT_WAITING({ message: 'This delivery does not wait for anybody: it was dealt with already, or applied.' })
    return { ok: true }
  }),

  undoSetAside: openOs.deliveries.undoSetAside.handler(async ({ context, input, errors }) => {
    const isBack = await context.writer.submit((db, notes) => {
      noteDeliveries(notes)
      return removeSetAside(db, input.id, context.now())
    })
    if (!isBack) throw errors.NOT_SET_ASIDE({ message: 'This delivery is not set aside any more.' })
    return { ok: true }
  }),

  bulkDryRun: openOs.deliveries.bulkDryRun.handler(({ context, input, signal }) => bulkDryRun(context, input.filter, signal)),

  bulkReplay: openOs.deliveries.bulkReplay.handler(({ context, input, signal }) => bulkReplay(context, input, signal)),
}

function handlingOf(db: ReadDb, id: number, { id: keptId, editedBy }: KeptDelivery): Handling {
  return {
    keptId,
    editedBy,
    edits: listEdits(db, keptId),
    replays: listReplays(db, keptId),
    dealing: findDealing(db, id),
    isToLookAt: isToLookAt(db, id),
    alike: Math.max(0, countMatching(db, onlyAlike(id)) - 1),
  }
}

function checkAgain(context: ReplayParts, kept: KeptDelivery): CheckedAgainResult {
  const again = verifyAgain(context, kept.id)
  if (again.kind === 'checked') {
    const { verification } = again
    if (verification.ok) return { kind: 'verified', key: verification.key }
    return { kind: 'refused', failure: verification.failure, skewSeconds: verification.skewSeconds }
  }
  const obstacle = authenticate(context, kept)
  return { kind: 'not-checkable', because: obstacle.kind === 'cannot' ? obstacle.because : 'not-checkable' }
}
