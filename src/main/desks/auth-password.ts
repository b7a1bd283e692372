import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { isKnownBrowser, removeDeskSessionOf } from '../store/desks-sessions.ts'
import { nameKeyOf } from './passwords.ts'
import type { AuthParts } from './auth-parts.ts'
import { browserTokenOf, sessionTokenOf, takeSessionCookie } from './cookies.ts'
import { hasName } from './place.ts'
import { askToWait, read, refuse } from './refusals.ts'
import { digestOf } from './sessions.ts'

const signInSchema = z.strictObject({ name: z.string().min(1).max(200), password: z.string().min(1).max(1000) })

/** Who is signed in, signing in by password, and signing out. */
export function passwordRoutes(app: FastifyInstance, { desks, store, writer, attempts, letIn }: AuthParts): void {
  const { people, passwords, sessions } = desks

  app.get('/desk/auth/session', async (request) => {
    const session = sessions.find(sessionTokenOf(request))
    const passkeys = hasName(request.hostname)
    if (session === null) return { session: null, passkeys }
    return { session: { name: session.name, role: session.role, endsAtMs: sessions.endsAtMs(session) }, passkeys }
  })

  app.post('/desk/auth/password', async (request, reply) => {
    const given = read(signInSchema, request.body)
    if (given === null) return refuse(reply, 'INVALID')
    const person = people.findByName(given.name)
    const browser = browserTokenOf(request)
    const digest = browser === undefined ? null : digestOf(browser)
    const knownBrowser = digest !== null && person !== null && isKnownBrowser(store.read, digest, person.id) ? digest : null
    const permission = await attempts.begin({ key: nameKeyOf(given.name), knownBrowser })
    if (permission.kind === 'wait') return askToWait(reply, permission.seconds)
    const fits = await passwords.fits(given.password, person?.password ?? null)
    if (!fits || person === null) return refuse(reply, 'WRONG')
    await permission.right()
    const entered = await letIn(request, reply, {
      personId: person.id,
      by: 'password',
      // Another one may have been chosen while this one was looked at.
      provided: (_db, now) => now.password === person.password,
    })
    return entered ?? refuse(reply, 'WRONG')
  })

  app.post('/desk/auth/sign-out', async (request, reply) => {
    const token = sessionTokenOf(request)
    if (token !== undefined)
      await writer.submit((db, notes) => {
        if (removeDeskSessionOf(db, digestOf(token))) notes.topic('desks')
      })
    takeSessionCookie(request, reply)
    return { ok: true }
  })
}
