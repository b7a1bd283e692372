import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { notReady, tell } from './arrivals.ts'
import type { Answer } from '../ingest/arrival.ts'
import { misdirected, type Guard } from './guard.ts'

/** Why no hook comes to see a request: its path is not encoded as it should be, it names two hosts, its method is none that HTTP knows. */
export type Unread = 'address' | 'hosts' | 'method'

/** Routes of the receiver beside those that providers post to: the REST API, the booking page, feeds, other desks. */
export interface Door {
  /** The methods of one of its paths, as `Allow` has them, for whoever asks with another one. Null: the path is none of its own. */
  methodsOf(path: string): string | null
  /** Adds its routes, within a scope of their own: hooks, parsers and error handlers concern nothing else. */
  open(app: FastifyInstance, to: DoorSurroundings): Promise<void> | void
  /** Words the refusal of a request that none of its hooks comes to see. Null, or absent: it is refused in the words of every page. */
  refuseUnread?(path: string, why: Unread): Answer | null
}

export interface DoorSurroundings {
  readonly guard: Guard
  /** False: the store cannot take anything now. */
  readonly ready: () => boolean
}

/**
 * For `onRequest` of every door: what is judged before anything is read. Nothing private is kept by anybody on the way.
 *
 * @param turnAway tells whoever comes when the desk cannot look; absent: as machines are told.
 */
export function atTheDoor(
  { guard, ready }: DoorSurroundings,
  turnAway: (request: FastifyRequest, reply: FastifyReply, answer: Answer) => FastifyReply = (_request, reply, answer) =>
    tell(reply, answer),
) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    reply.header('cache-control', 'no-store')
    if (guard.isMisdirected(request)) return tell(reply, misdirected)
    if (!ready()) return turnAway(request, reply, notReady)
    const busy = guard.shed()
    return busy === null ? undefined : turnAway(request, reply, busy)
  }
}
