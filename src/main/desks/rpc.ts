import { onError, ORPCError } from '@orpc/server'
import { RPCHandler } from '@orpc/server/fastify'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { noteCallFailure } from '../api/call-failures.ts'
import { leastRoleOf, mayAsk } from '../../shared/desk-roles.ts'
import type { ApiContext, DeskParts } from '../api/context.ts'
import { router } from '../api/router.ts'
import type { Announcer } from '../desk/announcer.ts'
import type { LogEntry } from '../desk/messages.ts'
import { sessionTokenOf } from './cookies.ts'
import type { DeskSessionRow } from '../store/desks-sessions.ts'
import type { Sessions } from './sessions.ts'
import type { BrowserFiles } from './files.ts'
import type { Live } from './live.ts'
import { settingsAtDeskOnly } from './settings-from-afar.ts'
import { withFileAddresses } from './told-files.ts'

const prefix = '/desk/rpc'
/** A procedure's path and nothing beside it: what oRPC would read otherwise than this does is no procedure. */
const pathPattern = /^\/desk\/rpc((?:\/[A-Za-z]+){1,4})$/

/** How long ago the person did something, in whole seconds, as the page counts: it asks by itself, too, whenever something is announced. */
const idleHeader = 'deskbell-idle'

export interface RpcParts {
  readonly version: string
  readonly isSandbox: boolean
  readonly announcer: Announcer
  /** The desk's own; asked when somebody calls, because they are made after the door. */
  readonly parts: () => DeskParts
  readonly sessions: Pick<Sessions, 'find' | 'noteSeen'>
  readonly now: () => number
  readonly files: BrowserFiles
  readonly live: Live
  readonly log: (entry: LogEntry) => void
}

/** The contract over HTTP, as far as the role of whoever is signed in goes. */
export function serveRpc(app: FastifyInstance, { version, isSandbox, announcer, parts, sessions, now, files, live, log }: RpcParts): void {
  const handler = new RPCHandler<ApiContext>(router, {
    clientInterceptors: [
      onError((error, { path, context }) => noteCallFailure(error, path, context.desk, log)),
      async ({ next, path, input }) => {
        if (path.join('.') === 'settings.update') refuseSettings(input)
        return withFileAddresses(await next(), files.addressOf)
      },
    ],
  })

  /** Whoever may ask this now; null: they are told that they may not. */
  function judge(request: FastifyRequest, reply: FastifyReply): { readonly token: string; readonly session: DeskSessionRow } | null {
    const token = sessionTokenOf(request)
    const session = sessions.find(token)
    const least = leastRoleOf(pathPattern.exec(request.url)?.[1]?.slice(1).replaceAll('/', '.') ?? '')
    if (token === undefined || session === null) refuse(reply, 401, 'SIGNED_OUT')
    else if (least === null) refuse(reply, 404, 'NOT_FOUND')
    else if (!mayAsk(session.role, least)) refuse(reply, 403, 'ROLE', { needs: least === 'never' ? null : least })
    else return { token, session }
    return null
  }

  app.post(`${prefix}/*`, {
    // Before the body is read.
    async onRequest(request, reply) {
      if (judge(request, reply) === null) return reply
    },
    async handler(request, reply) {
      // The body may have taken a while.
      const asking = judge(request, reply)
      if (asking === null) return reply
      const { token, session } = asking
      const idleSeconds = idleSecondsOf(request.headers[idleHeader])
      if (idleSeconds !== null) sessions.noteSeen(session, now() - idleSeconds * 1000)
      const { id: sessionId, personId, name, role } = session
      live.add({ token, role }, reply)
      // A proxy that gathers an answer before it hands it on would keep announcements back.
      reply.header('x-accel-buffering', 'no')
      const context: ApiContext = {
        version,
        isSandbox,
        announcer,
        shell: files.shellFor(sessionId),
        windowId: 0,
        person: { id: personId, sessionId, name, role },
        desk: { kind: 'open', parts: { ...parts(), actor: () => name } },
      }
      const { matched } = await handler.handle(request, reply, { prefix, context })
      return matched ? reply : refuse(reply, 404, 'NOT_FOUND')
    },
  })
}

function idleSecondsOf(header: string | readonly string[] | undefined): number | null {
  return typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : null
}

function refuseSettings(input: unknown): void {
  const names = typeof input === 'object' && input !== null ? settingsAtDeskOnly({ ...input }) : []
  if (names.length > 0) throw new ORPCError('SETTING', { status: 403, message: 'This is set at the desk itself.', data: { names } })
}

/** As oRPC's client reads a refusal. */
function refuse(reply: FastifyReply, status: number, code: string, data: Readonly<Record<string, unknown>> = {}): FastifyReply {
  return reply.code(status).send({ json: { defined: false, code, status, message: messages[code] ?? code, data } })
}

const messages: Readonly<Record<string, string>> = {
  SIGNED_OUT: 'Sign in.',
  ROLE: 'Your role does not go as far as that.',
  NOT_FOUND: 'There is no such procedure.',
}
