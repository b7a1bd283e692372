import { editClient, saveNotes } from '../store/clients-edit.ts'
import { findClient } from '../store/client-details.ts'
import { listLikely, mergeClients, takeApart, type MergeRefusal } from '../store/client-merge.ts'
import { findClients } from '../store/clients.ts'
import { listClients } from '../store/clients-list.ts'
import type { CommitNotes } from '../store/writer.ts'
import { openOs } from './implementer.ts'

const gone = 'This client is not there any more.'

const refusals = {
  same: { message: 'Both are one client already.', data: { reason: 'one-client-already' } },
  origin: { message: 'A test or sample client cannot be merged with a real one.', data: { reason: 'made-up-and-real' } },
} as const satisfies Record<Exclude<MergeRefusal, 'gone'>, unknown>

/** A client's name, and what is one client, is shown beside appointments too. */
function noteClients(notes: CommitNotes): void {
  notes.topic('clients')
  notes.topic('appointments')
}

export const clients = {
  find: openOs.clients.find.handler(({ context, input }) => findClients(context.store.read, input.text, context.now())),

  list: openOs.clients.list.handler(({ context, input }) => listClients(context.store.read, input, context.now())),

  get: openOs.clients.get.handler(({ context, input, errors }) => {
    const client = findClient(context.store.read, input.id)
    if (client === null) throw errors.NOT_FOUND({ message: gone })
    return client
  }),

  edit: openOs.clients.edit.handler(async ({ context, input: { id, ...given }, errors }) => {
    const isThere = await context.writer.submit((db, notes) => {
      noteClients(notes)
      return editClient(db, id, given, { actor: context.actor(), nowMs: context.now() })
    })
    if (!isThere) throw errors.NOT_FOUND({ message: gone })
    return { ok: true }
  }),

  setNotes: openOs.clients.setNotes.handler(async ({ context, input, errors }) => {
    const isThere = await context.writer.submit((db, notes) => {
      notes.topic('clients')
      return saveNotes(db, input.id, input.notes, { actor: context.actor(), nowMs: context.now() })
    })
    if (!isThere) throw errors.NOT_FOUND({ message: gone })
    return { ok: true }
  }),

  likely: openOs.clients.likely.handler(({ context, input }) => listLikely(context.store.read, input.id, context.now())),

  merge: openOs.clients.merge.handler(async ({ context, input, errors }) => {
    const merged = await context.writer.submit((db, notes) => {
      noteClients(notes)
      return mergeClients(db, input, { actor: context.actor(), nowMs: context.now() })
    })
    if (!('refused' in merged)) return { historyId: merged.historyId }
    if (merged.refused === 'gone') throw errors.NOT_FOUND({ message: gone })
    throw errors.REFUSED(refusals[merged.refused])
  }),

  takeApart: openOs.clients.takeApart.handler(async ({ context, input, errors }) => {
    const taken = await context.writer.submit((db, notes) => {
      noteClients(notes)
      return takeApart(db, input.historyId, { actor: context.actor(), nowMs: context.now() })
    })
    if (taken === null)
      throw errors.REFUSED({
        message: 'This merge does not hold any more: it was taken apart or made anew since.',
        data: { reason: 'merge-gone' },
      })
    return { ids: [...taken.ids] }
  }),
}
