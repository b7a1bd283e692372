import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notReady, tell } from './arrivals.ts'
import { misdirected, type Guard } from './guard.ts'

/** Routes of the receiver beside those that providers post to: the REST API, the booking page, feeds, other desks. */
export interface Door {
  /** The methods of one of its paths, as `Allow` has them, for whoever asks with another one. Null: the path is none of its own. */
  methodsOf(path: string): string | null
  /** Adds its routes, within a scope of their own: hooks, parsers and error handlers concern nothing else. */
  open(app: FastifyInstance, to: DoorSurroundings): Promise<void> | void
}

export interface DoorSurroundings {
  readonly guard: Guard
  /** False: the store cannot take anything now. */
  readonly ready: () => boolean
}

/** For `onRequest` of every door: what is judged before anything is read. Nothing private is kept by anybody on the way. */
export function atTheDoor({ guard, ready }: DoorSurroundings) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    reply.header('cache-control', 'no-store')
    if (guard.isMisdirected(request)) return tell(reply, misdirected)
    if (!ready()) return tell(reply, notReady)
    const busy = guard.shed()
    return busy === null ? undefined : tell(reply, busy)
  }
}
