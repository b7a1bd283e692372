import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import type { AuthParts } from './auth-parts.ts'
import { findInvited, invitationSchema } from './invited.ts'
import { passwordProblem } from './passwords.ts'
import { hasName } from './place.ts'
import { askToWait, read, refuse } from './refusals.ts'

const lookSchema = z.strictObject({ token: z.string().min(1).max(100) })
const acceptSchema = invitationSchema.extend({ password: z.string().min(1).max(1000) })

/** Accepting an invitation with a password; with a passkey: auth-passkeys.ts. */
export function invitationRoutes(app: FastifyInstance, { desks, attempts, letIn }: AuthParts): void {
  const { people, passwords } = desks

  app.post('/desk/auth/invitation', { config: { rateLimit: {} } }, async (request, reply) => {
    const given = read(lookSchema, request.body)
    if (given === null) return refuse(reply, 'INVALID')
    const person = people.findByInvitation(given.token)
    if (person === null) return refuse(reply, 'INVITATION_GONE')
    const { role, invitedBy, invitedUntilMs, joinedAtMs } = person
    return { role, invitedBy, endsAtMs: invitedUntilMs, isRenewal: joinedAtMs !== null, passkeys: hasName(request.hostname) }
  })

  app.post('/desk/auth/invitation/accept', { config: { rateLimit: {} } }, async (request, reply) => {
    const given = read(acceptSchema, request.body)
    if (given === null) return refuse(reply, 'INVALID')
    const { token, name, password } = given
    const found = await findInvited(people, attempts, { token, name })
    if (found.kind === 'wait') return askToWait(reply, found.seconds)
    if (found.kind === 'refused') return refuse(reply, found.code)
    const problem = passwordProblem(password, found.person.name)
    if (problem !== null) return refuse(reply, problem)
    const kept = await passwords.seal(password)
    const entered = await letIn(request, reply, {
      personId: found.person.id,
      by: 'invitation',
      provided: (db, { id }) => people.accept(db, token, id, kept),
    })
    return entered ?? refuse(reply, 'INVITATION_GONE')
  })
}
