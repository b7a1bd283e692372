import { z } from 'zod'
import type { DeskPersonRow } from '../store/desks-people.ts'
import type { Attempts } from './attempts.ts'
import { nameKeyOf } from './passwords.ts'
import type { People } from './people.ts'
import { digestOf } from './sessions.ts'

export const invitationSchema = z.strictObject({ token: z.string().min(1).max(100), name: z.string().min(1).max(200) })

export type InvitedOrNot =
  | { readonly kind: 'invited'; readonly person: DeskPersonRow }
  | { readonly kind: 'refused'; readonly code: 'INVITATION_GONE' | 'NAME_DIFFERS' }
  | { readonly kind: 'wait'; readonly seconds: number }

/** Whom an invitation is for. Whoever finds a link does not know that: the name is asked for, and is not told. */
export async function findInvited(
  people: Pick<People, 'findByInvitation'>,
  attempts: Attempts,
  { token, name }: z.infer<typeof invitationSchema>,
): Promise<InvitedOrNot> {
  const person = people.findByInvitation(token)
  if (person === null) return { kind: 'refused', code: 'INVITATION_GONE' }
  const permission = await attempts.begin({ key: `invitation ${digestOf(token).toString('base64')}`, knownBrowser: null })
  if (permission.kind === 'wait') return permission
  if (nameKeyOf(name) !== nameKeyOf(person.name)) return { kind: 'refused', code: 'NAME_DIFFERS' }
  await permission.right()
  return { kind: 'invited', person }
}
