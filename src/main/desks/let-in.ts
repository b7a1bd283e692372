import type { FastifyReply, FastifyRequest } from 'fastify'
import type { DeskSession } from '../../shared/contract/desks.ts'
import { addressOf } from '../receiver/arrivals.ts'
import type { WriteDb } from '../store/db.ts'
import { findDeskPerson, type DeskPersonRow } from '../store/desks-people.ts'
import { removeDeskSessionOf, removeKnownBrowser } from '../store/desks-sessions.ts'
import type { Writer } from '../store/writer.ts'
import { browserTokenOf, giveCookies, sessionTokenOf } from './cookies.ts'
import { programOf } from './programs.ts'
import { digestOf, type Sessions } from './sessions.ts'

export interface Entering {
  readonly personId: number
  readonly by: DeskSession['by']
  /** Within the same commit, before the session begins; false: it does not. */
  readonly provided: (db: WriteDb, person: DeskPersonRow) => boolean
}

/** Takes back what was done of it. */
class NotEntered extends Error {}

/** Begins a session, always with a cookie of its own. @returns who it is; null: they may not any more. */
export type LetIn = (
  request: FastifyRequest,
  reply: FastifyReply,
  entering: Entering,
) => Promise<Pick<DeskPersonRow, 'name' | 'role'> | null>

export function createLetIn(writer: Writer, sessions: Pick<Sessions, 'start'>): LetIn {
  return async (request, reply, { personId, by, provided }) => {
    const [before, browserBefore] = [sessionTokenOf(request), browserTokenOf(request)]
    const program = programOf(request.headers['user-agent'])
    const entering = writer.submit((db, notes) => {
      const person = findDeskPerson(db, personId)
      if (person === null || !provided(db, person)) throw new NotEntered()
      // Whoever brought a cookie along, by themselves or from somebody else, leaves without it.
      if (before !== undefined) removeDeskSessionOf(db, digestOf(before))
      if (browserBefore !== undefined) removeKnownBrowser(db, digestOf(browserBefore))
      notes.topic('desks')
      const { name, role } = person
      return { name, role, started: sessions.start(db, { personId, name, by, ...program, address: addressOf(request) }) }
    })
    const entered = await entering.catch((error: unknown) => {
      if (error instanceof NotEntered) return null
      throw error
    })
    if (entered === null) return null
    const { name, role, started } = entered
    giveCookies(request, reply, started)
    return { name, role }
  }
}
