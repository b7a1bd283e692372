import type { DeskInvitation } from '../../shared/contract/desks.ts'
import type { Invited } from '../desks/people.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

const gone = 'This person is not there any more.'
const unreachable = 'Nobody could follow the link: switch other desks on, and see to it that the receiver listens.'

export const desks = {
  state: openOs.desks.state.handler(({ context }) => context.desks.place()),

  people: {
    list: openOs.desks.people.list.handler(({ context }) => context.desks.people.list()),

    invite: openOs.desks.people.invite.handler(async ({ context, input, errors }) => {
      if (context.desks.linkOf('') === null) throw errors.UNREACHABLE({ message: unreachable })
      const invited = await context.desks.people.invite(input, context.actor())
      if (invited === null) throw errors.NAME_TAKEN({ message: 'Somebody is called so already. Add a surname, or an initial.' })
      const told = invitationOf(context, invited)
      if (told === null) throw errors.UNREACHABLE({ message: unreachable })
      return told
    }),

    renewInvite: openOs.desks.people.renewInvite.handler(async ({ context, input, errors }) => {
      if (context.desks.linkOf('') === null) throw errors.UNREACHABLE({ message: unreachable })
      const invited = await context.desks.people.renewInvite(input.id, context.actor())
      if (invited === null) throw errors.NOT_FOUND({ message: gone })
      const told = invitationOf(context, invited)
      if (told === null) throw errors.UNREACHABLE({ message: unreachable })
      return told
    }),

    setRole: openOs.desks.people.setRole.handler(async ({ context, input, errors }) => {
      if (await context.desks.people.setRole(input.id, input.role, context.actor())) return { ok: true } as const
      throw errors.NOT_FOUND({ message: gone })
    }),

    remove: openOs.desks.people.remove.handler(async ({ context, input, errors }) => {
      if (await context.desks.people.remove(input.id, context.actor())) return { ok: true } as const
      throw errors.NOT_FOUND({ message: gone })
    }),
  },

  sessions: {
    list: openOs.desks.sessions.list.handler(({ context }) =>
      context.desks.sessions.list().map((session) => ({ ...session, isOwn: session.id === context.person?.sessionId })),
    ),

    revoke: openOs.desks.sessions.revoke.handler(async ({ context, input, errors }) => {
      if (await context.desks.sessions.end(input.id, context.actor())) return { ok: true } as const
      throw errors.NOT_FOUND({ message: 'This session has ended already.' })
    }),
  },
}

/** Null: what it would lead to went away meanwhile. */
function invitationOf({ desks }: DeskParts, { id, token, endsAtMs }: Invited): DeskInvitation | null {
  const link = desks.linkOf(token)
  return link === null ? null : { id, link, endsAtMs }
}
