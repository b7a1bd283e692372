import type { FastifyPluginAsync } from 'fastify'

interface ReachOptions {
  /** What this desk answers to a nonce of its own; null: not one of ours. */
  readonly proveReach: (nonce: string) => string | null
}

/** Where a request to our own public address comes back to us. For everyone else there is nothing at this path. */
export const reach: FastifyPluginAsync<ReachOptions> = async (app, { proveReach }) => {
  app.get<{ Params: { nonce: string } }>('/api/reach/:nonce', { exposeHeadRoute: false }, async (request, reply) => {
    const proof = proveReach(request.params.nonce)
    // Whoever guesses is counted with those that ask for unknown paths.
    if (proof === null) return reply.callNotFound()
    return reply.header('cache-control', 'no-store').header('x-content-type-options', 'nosniff').send({ proof })
  })
}
