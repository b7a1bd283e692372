import { addMember, editMember, findMember, moveMember } from '../store/team.ts'
import type { CommitNotes } from '../store/writer.ts'
import { openOs } from './implementer.ts'

const gone = 'This team member is not there any more.'

/** Names and tints stand on appointments too. */
function noteTeam(notes: CommitNotes): void {
  notes.topic('hosts')
  notes.topic('appointments')
}

export const team = {
  get: openOs.team.get.handler(({ context, input, errors }) => {
    const member = findMember(context.store.read, input.id, context.now())
    if (member === null) throw errors.NOT_FOUND({ message: gone })
    return member
  }),

  edit: openOs.team.edit.handler(async ({ context, input, errors }) => {
    const isThere = await context.writer.submit((db, notes) => {
      noteTeam(notes)
      return editMember(db, input.id, input.patch, { actor: context.actor(), nowMs: context.now() })
    })
    if (!isThere) throw errors.NOT_FOUND({ message: gone })
    return { ok: true }
  }),

  move: openOs.team.move.handler(async ({ context, input, errors }) => {
    const isThere = await context.writer.submit((db, notes) => {
      noteTeam(notes)
      return moveMember(db, input.id, input.beforeId, { actor: context.actor(), nowMs: context.now() })
    })
    if (!isThere) throw errors.NOT_FOUND({ message: gone })
    return { ok: true }
  }),

  add: openOs.team.add.handler(async ({ context, input, errors }) => {
    const added = await context.writer.submit((db, notes) => {
      noteTeam(notes)
      return addMember(db, input, { actor: context.actor(), nowMs: context.now() })
    })
    if ('id' in added) return { id: added.id }
    throw errors.REFUSED({
      message: `${added.takenBy} is in the team already with this ${input.email === null ? 'name' : 'e-mail address'}.`,
      data: { reason: 'member-known' },
    })
  }),
}
