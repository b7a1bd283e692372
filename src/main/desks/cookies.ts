import type { FastifyReply, FastifyRequest } from 'fastify'
import { knownBrowserMs, sessionLongestMs } from '../store/desks-keeping.ts'
import type { StartedSession } from './sessions.ts'

/** The browser sends it to this very host alone, and nobody else can set it. https://www.rfc-editor.org/rfc/rfc6265#section-4.1 and its successor. */
const prefix = '__Host-'
const always = { path: '/', httpOnly: true, sameSite: 'strict' } as const

/** The session's cookie; undefined: none came. */
export function sessionTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[namesFor(request).session]
}

/** The cookie of a browser in which somebody has signed in before. */
export function browserTokenOf(request: FastifyRequest): string | undefined {
  return request.cookies[namesFor(request).browser]
}

export function giveCookies(request: FastifyRequest, reply: FastifyReply, { token, browserToken }: StartedSession): void {
  const { session, browser, secure } = namesFor(request)
  reply.setCookie(session, token, { ...always, secure, maxAge: sessionLongestMs / 1000 })
  reply.setCookie(browser, browserToken, { ...always, secure, maxAge: knownBrowserMs / 1000 })
}

/** The browser itself stays known. */
export function takeSessionCookie(request: FastifyRequest, reply: FastifyReply): void {
  const { session, secure } = namesFor(request)
  reply.clearCookie(session, { ...always, secure })
}

/** Over plain HTTP, on this machine, browsers keep no cookie with the prefix; and cookies know no ports, which two desks here would share. */
function namesFor({ protocol, port }: FastifyRequest): { readonly session: string; readonly browser: string; readonly secure: boolean } {
  const name = protocol === 'https' ? `${prefix}deskbell` : `deskbell-${port ?? 80}`
  return { session: name, browser: `${name}-browser`, secure: protocol === 'https' }
}
