import cookie from '@fastify/cookie'
import { createReadStream } from 'node:fs'
import { randomBytes } from 'node:crypto'
import type { FastifyError, FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { describeError } from '../desk/describe-error.ts'
import { answerError } from '../receiver/answer-error.ts'
import { atTheDoor, type Door } from '../receiver/door.ts'
import { misdirected } from '../receiver/guard.ts'
import { tell } from '../receiver/arrivals.ts'
import { contentSecurityPolicy, withStyleNonce } from '../shell/assets.ts'
import type { AuthParts } from './auth-parts.ts'
import { invitationRoutes } from './auth-invitation.ts'
import { passkeyRoutes } from './auth-passkeys.ts'
import { passwordRoutes } from './auth-password.ts'
import { createCeremonies } from './ceremonies.ts'
import { sessionTokenOf } from './cookies.ts'
import type { Desks } from './desks.ts'
import { insecurePage, insecurePagePolicy } from './insecure-page.ts'
import { createLetIn } from './let-in.ts'
import { createLive } from './live.ts'
import { createPageFiles } from './page-files.ts'
import { createPasskeys } from './passkeys.ts'
import { refuse } from './refusals.ts'
import { serveRpc, type RpcParts } from './rpc.ts'
import { cameSafely, isCalledRightly, isFromOurPage, type Names } from './transport.ts'

export interface DeskDoorParts extends Omit<RpcParts, 'sessions' | 'live'>, Pick<AuthParts, 'store' | 'writer' | 'now'> {
  readonly desks: Desks
  readonly isOn: () => boolean
  readonly names: () => Names
  /** The folder of the window's page, as it was built; null: there is none. */
  readonly pageFolder: string | null
}

/** The console under `/desk`, for browsers on other machines. See README.md for its order of checks. */
export function deskDoor(parts: DeskDoorParts): Door {
  const { desks, isOn, store, writer, now, files, log } = parts
  const { attempts } = desks
  // What is asked outlives the server: it is built anew with some settings.
  const passkeys = createPasskeys(store.read, createCeremonies(now))
  const letIn = createLetIn(writer, desks.sessions)
  const page = createPageFiles(parts.pageFolder)
  const live = createLive((token) => (isOn() ? (desks.sessions.find(token)?.role ?? null) : null))
  writer.afterCommit(({ topics }) => {
    if (topics.includes('desks') || topics.includes('settings')) live.judge()
  })

  return {
    methodsOf(path) {
      if (!isOn()) return null
      if (/^\/desk\/rpc\/./.test(path)) return 'POST'
      if (read.has(path) || /^\/desk\/assets\/[^/]+$/.test(path)) return 'GET, HEAD'
      if (/^\/desk\/files\/[^/]+$/.test(path)) return 'GET'
      return told.has(path) ? 'POST' : null
    },
    async open(app, surroundings) {
      await app.register(cookie)
      app.addContentTypeParser('application/json', { parseAs: 'string' }, app.getDefaultJsonParser('error', 'error'))
      app.setErrorHandler((error: FastifyError, request, reply) => {
        // What is the sender's fault has a status that says so.
        if (error.statusCode === undefined || error.statusCode >= 500)
          log({ level: 'error', event: 'desk-door', route: request.routeOptions.url ?? null, ...describeError(error) })
        answerError(error, request, reply)
      })
      app.addHook('preClose', async () => live.endStreams())
      app.addHook('onRequest', async (request, reply) => {
        if (!isOn()) return tell(reply, notHere)
        reply.headers(safetyHeaders)
        if (!isCalledRightly(request, parts.names())) return tell(reply, misdirected)
        if (!cameSafely(request)) return refuseInsecure(request, reply)
        if (request.method === 'POST' && !isFromOurPage(request)) return refuse(reply, 'FOREIGN')
      })
      app.addHook('onRequest', atTheDoor(surroundings))
      pageRoutes(app)
      passwordRoutes(app, { ...parts, attempts, passkeys, letIn })
      invitationRoutes(app, { ...parts, attempts, passkeys, letIn })
      passkeyRoutes(app, { ...parts, attempts, passkeys, letIn })
      serveRpc(app, { ...parts, sessions: desks.sessions, live })
      fileRoute(app)
    },
  }

  function pageRoutes(app: FastifyInstance): void {
    app.get('/desk', (_request, reply) => reply.redirect('/desk/'))
    app.get('/desk/', async (_request, reply) => {
      const index = await page.index()
      if (index === null) return tell(reply, notBuilt)
      const nonce = randomBytes(16).toString('base64')
      return reply.type('text/html; charset=utf-8').header('content-security-policy', policy(nonce)).send(withStyleNonce(index, nonce))
    })
    app.get<{ Params: { readonly name: string } }>('/desk/assets/:name', async ({ params: { name } }, reply) => {
      const asset = await page.asset(name)
      if (asset === null) return tell(reply, notHere)
      // Their names have the hash of what is in them.
      return reply.type(asset.contentType).header('cache-control', 'public, max-age=31536000, immutable').send(asset.bytes)
    })
  }

  function fileRoute(app: FastifyInstance): void {
    // Without HEAD, which would use it up.
    app.get<{ Params: { readonly token: string } }>('/desk/files/:token', { exposeHeadRoute: false }, async (request, reply) => {
      const session = desks.sessions.find(sessionTokenOf(request))
      const file = session && files.take(request.params.token, session.id)
      if (file === null) return tell(reply, notHere)
      reply.raw.once('close', () => void files.remove(file).catch(() => undefined))
      return reply
        .type('application/octet-stream')
        .header('content-disposition', `attachment; filename*=UTF-8''${extendedValue(file.fileName)}`)
        .send(createReadStream(file.path))
    })
  }
}

const read: ReadonlySet<string> = new Set(['/desk', '/desk/', '/desk/auth/session'])
const told: ReadonlySet<string> = new Set(
  [
    'password',
    'invitation',
    'invitation/accept',
    'register/options',
    'register/verify',
    'passkey/options',
    'passkey/verify',
    'sign-out',
  ].map((path) => `/desk/auth/${path}`),
)

const notHere = { status: 404, headers: {}, body: { status: 'error', message: 'Not found' } }
const notBuilt = { status: 503, headers: {}, body: { status: 'error', message: 'The page was not built: npm run build' } }

const safetyHeaders = {
  'x-content-type-options': 'nosniff',
  // Within our own pages only: a POST of theirs would be without its origin under `no-referrer`.
  'referrer-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-robots-tag': 'noindex',
}

/** As the window's own, but that the page's data comes from where the page does. */
function policy(styleNonce: string): string {
  return contentSecurityPolicy(styleNonce).replace("connect-src 'none'", "connect-src 'self'")
}

/** https://www.rfc-editor.org/rfc/rfc8187#section-3.2.1 */
function extendedValue(text: string): string {
  return encodeURIComponent(text).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
}

function refuseInsecure(request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const wantsPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true
  if (!wantsPage) return refuse(reply.header('cache-control', 'no-store'), 'INSECURE')
  return reply
    .code(403)
    .headers({ 'cache-control': 'no-store', 'content-security-policy': insecurePagePolicy, vary: 'accept-language' })
    .type('text/html; charset=utf-8')
    .send(insecurePage(request.headers['accept-language']))
}
