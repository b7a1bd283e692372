import helmet from '@fastify/helmet'
import type { FastifyPluginAsync, FastifyReply, FastifyRequest } from 'fastify'
import type { Provider } from '../providers/provider.ts'
import { tell } from './arrivals.ts'
import { notificationPath, setupPath } from './google-calendar.ts'
import type { Door } from './door.ts'
import { misdirected, type Guard } from './guard.ts'

interface PagesOptions {
  readonly providers: readonly Provider[]
  readonly ready: () => boolean
  readonly guard: Guard
  readonly doors: readonly Door[]
}

/** What anyone may ask, and what everyone is told who asks for something else. Nothing private, nothing that tells an endpoint's state. */
export const pages: FastifyPluginAsync<PagesOptions> = async (app, { providers, ready, guard, doors }) => {
  const posted = [...providers.flatMap(({ paths }) => paths), notificationPath, setupPath]
  const reachable = posted.filter((path) => path === '/api/calendly/webhook' || path === notificationPath)
  const allowed = new Map<string, string>([
    ...posted.map((path) => [path, 'POST'] as const),
    ['/health', 'GET, HEAD'],
    ...reachable.map((path) => [`${path}/test`, 'GET, HEAD'] as const),
  ])

  // For whoever opens a page in a browser; a webhook's answer is read by a machine and pays for every header.
  await app.register(helmet)
  app.addHook('onRequest', async (request, reply) => {
    reply.header('cache-control', 'no-store')
    return guard.isMisdirected(request) ? tell(reply, misdirected) : undefined
  })
  app.get('/health', { config: { rateLimit: {} } }, async (_request, reply) => {
    if (ready()) return { status: 'ok' }
    return reply.code(503).header('retry-after', '5').send({ status: 'starting' })
  })
  for (const path of reachable)
    app.get(`${path}/test`, { config: { rateLimit: {} } }, async () => ({ status: 'ok', message: 'The endpoint is reachable' }))

  app.setNotFoundHandler({ preHandler: app.rateLimit() }, async (request: FastifyRequest, reply: FastifyReply) => {
    const [path = ''] = request.url.split('?')
    const methods = allowed.get(path) ?? doors.map((door) => door.methodsOf(path)).find((known) => known !== null)
    if (methods === undefined) return reply.code(404).send({ status: 'error', message: 'Not found' })
    return reply.code(405).header('allow', methods).send({ status: 'error', message: 'Method not allowed' })
  })
}
