import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { insertPasskey, markPasskeyUsed } from '../store/desks-passkeys.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { AuthParts } from './auth-parts.ts'
import { sessionTokenOf } from './cookies.ts'
import { findInvited, invitationSchema, type InvitedOrNot } from './invited.ts'
import { hasName } from './place.ts'
import { askToWait, read, refuse } from './refusals.ts'
import { originOf } from './transport.ts'

// What is in an answer the library judges; here it is only bounded.
const responseSchema = z.looseObject({ id: z.string().min(1).max(1400), response: z.looseObject({}) })
const askSchema = z.strictObject({ invitation: invitationSchema.optional() })
const answerSchema = z.strictObject({ ceremony: z.string().min(1).max(100), response: responseSchema })
const registeredSchema = answerSchema.extend({ invitation: invitationSchema.optional() })

/** Making a passkey, by invitation or when signed in, and signing in with one. */
export function passkeyRoutes(app: FastifyInstance, { desks, writer, attempts, passkeys, letIn, now }: AuthParts): void {
  const { people, sessions } = desks
  const limited = { config: { rateLimit: {} } }

  /** Who makes a passkey: whoever is invited, else whoever is signed in. */
  async function findMaker(
    request: FastifyRequest,
    invitation: z.infer<typeof invitationSchema> | undefined,
  ): Promise<InvitedOrNot | null> {
    if (invitation !== undefined) return findInvited(people, attempts, invitation)
    const session = sessions.find(sessionTokenOf(request))
    const person = session && people.find(session.personId)
    return person && { kind: 'invited', person }
  }

  app.post('/desk/auth/register/options', limited, async (request, reply) => {
    const given = read(askSchema, request.body)
    if (given === null) return refuse(reply, 'INVALID')
    if (!hasName(request.hostname)) return refuse(reply, 'NO_PASSKEYS')
    const maker = await findMaker(request, given.invitation)
    if (maker === null) return refuse(reply, 'SIGNED_OUT')
    if (maker.kind === 'wait') return askToWait(reply, maker.seconds)
    if (maker.kind === 'refused') return refuse(reply, maker.code)
    return passkeys.askToRegister(maker.person, request.hostname)
  })

  app.post('/desk/auth/register/verify', limited, async (request, reply) => {
    const given = read(registeredSchema, request.body)
    const origin = originOf(request)
    if (given === null || origin === null) return refuse(reply, 'INVALID')
    const { ceremony, invitation } = given
    const maker = await findMaker(request, invitation)
    if (maker === null) return refuse(reply, 'SIGNED_OUT')
    if (maker.kind === 'wait') return askToWait(reply, maker.seconds)
    if (maker.kind === 'refused') return refuse(reply, maker.code)
    const made = await passkeys.register({ ceremony, response: given.response as unknown as RegistrationResponseJSON, origin })
    if (made === 'stale') return refuse(reply, 'STALE')
    if (made === 'wrong' || made.personId !== maker.person.id) return refuse(reply, 'WRONG')
    const { name, role } = maker.person
    const { rpId } = made
    if (invitation === undefined) {
      const kept = await writer.submit((db, notes) => {
        if (!insertPasskey(db, made, now())) return false
        notes.topic('desks')
        insertSettingChange(db, { atMs: now(), actor: name, name: 'desk passkey', before: null, after: { rpId } })
        return true
      })
      return kept ? { name, role } : refuse(reply, 'WRONG')
    }
    const entered = await letIn(request, reply, {
      personId: maker.person.id,
      by: 'invitation',
      provided: (db, { id }) => people.accept(db, invitation.token, id, null) && insertPasskey(db, made, now()),
    })
    return entered ?? refuse(reply, 'INVITATION_GONE')
  })

  app.post('/desk/auth/passkey/options', limited, async (request, reply) => {
    if (!hasName(request.hostname)) return refuse(reply, 'NO_PASSKEYS')
    return passkeys.askToSignIn(request.hostname)
  })

  app.post('/desk/auth/passkey/verify', limited, async (request, reply) => {
    const given = read(answerSchema, request.body)
    const origin = originOf(request)
    if (given === null || origin === null) return refuse(reply, 'INVALID')
    const used = await passkeys.signIn({
      ceremony: given.ceremony,
      response: given.response as unknown as AuthenticationResponseJSON,
      origin,
    })
    if (used === 'stale') return refuse(reply, 'STALE')
    if (used === 'wrong') return refuse(reply, 'WRONG')
    const { id, personId, counter: before } = used.passkey
    const entered = await letIn(request, reply, {
      personId,
      by: 'passkey',
      provided: (db) => markPasskeyUsed(db, { id, before, after: used.counter, nowMs: now() }),
    })
    return entered ?? refuse(reply, 'WRONG')
  })
}
