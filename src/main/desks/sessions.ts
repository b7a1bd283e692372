import { createHash, randomBytes } from 'node:crypto'
import type { DeskSession } from '../../shared/contract/desks.ts'
import {
  findDeskSession,
  insertDeskSession,
  listDeskSessions,
  markDeskSessionSeen,
  pruneDeskSessions,
  pruneKnownBrowsers,
  removeDeskSession,
  saveKnownBrowser,
  type DeskSessionRow,
} from '../store/desks-sessions.ts'
import type { WriteDb } from '../store/db.ts'
import { pruneInvitations } from '../store/desks-people.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

const hourMs = 3_600_000
const dayMs = 24 * hourMs
/** Nobody was there for a working day. */
export const idleMs = 12 * hourMs
/** However busy it is: then one signs in anew. */
export const longestMs = 14 * dayMs
/** For how long a browser is known in which somebody has signed in. */
export const browserMs = 180 * dayMs
const mostBrowsers = 20
/** Written no more often, so that asking costs no commit each time. */
const seenAgainMs = 60_000
/** An invitation that nobody accepted is shown as ended for so long. */
const endedInvitationMs = 30 * dayMs

/** What goes into the browser; nobody can read either of them again. */
export interface StartedSession {
  readonly token: string
  /** By which the browser is recognised later; it opens nothing. */
  readonly browserToken: string
}

export interface NewSession extends Pick<DeskSession, 'by' | 'browser' | 'system' | 'address'> {
  readonly personId: number
  readonly name: string
}

export interface Sessions {
  /** Null: there is none, or it has ended. Counts as being there. */
  find(token: string | undefined): DeskSessionRow | null
  /** The same without counting: for streams, behind which nobody need sit. */
  look(token: string): DeskSessionRow | null
  list(): readonly Omit<DeskSession, 'isOwn'>[]
  /** Within the job that lets somebody in. */
  start(db: WriteDb, session: NewSession): StartedSession
  /** @param by who ends it; null: whoever it belongs to, by signing out. @returns false: it is not there. */
  end(id: number, by: string | null): Promise<boolean>
  /** Ms, until when it lasts at most. */
  endsAtMs(session: Pick<DeskSessionRow, 'startedAtMs'>): number
  /** Sessions that were seen and started before have ended. */
  since(): { readonly seenSinceMs: number; readonly startedSinceMs: number }
}

export const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
export const newToken = (): string => randomBytes(32).toString('base64url')

export function createSessions({
  store,
  writer,
  now,
  onFailure,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  /** That somebody was there could not be written down, which keeps nobody out. */
  readonly onFailure: (error: unknown) => void
}): Sessions {
  const seenAt = new Map<number, number>()
  const since = (): { readonly seenSinceMs: number; readonly startedSinceMs: number } => ({
    seenSinceMs: now() - idleMs,
    startedSinceMs: now() - longestMs,
  })
  const endsAtMs = ({ startedAtMs }: Pick<DeskSessionRow, 'startedAtMs'>): number => startedAtMs + longestMs

  const look = (token: string): DeskSessionRow | null => findDeskSession(store.read, digestOf(token), since())

  function noteSeen({ id, seenAtMs }: DeskSessionRow): void {
    const nowMs = now()
    if (Math.abs(nowMs - (seenAt.get(id) ?? seenAtMs)) < seenAgainMs) return
    seenAt.set(id, nowMs)
    writer
      .submit((db, notes) => {
        markDeskSessionSeen(db, id, nowMs)
        notes.topic('desks')
      })
      .catch(onFailure)
  }

  return {
    find(token) {
      if (token === undefined) return null
      const session = look(token)
      if (session !== null) noteSeen(session)
      return session
    },
    look,
    list() {
      return listDeskSessions(store.read, since()).map((session) => ({ ...session, endsAtMs: endsAtMs(session) }))
    },
    start(db, { name, ...session }) {
      const nowMs = now()
      const [token, browserToken] = [newToken(), newToken()]
      pruneDeskSessions(db, since())
      pruneKnownBrowsers(db, nowMs - browserMs)
      pruneInvitations(db, nowMs - endedInvitationMs)
      insertDeskSession(db, { ...session, digest: digestOf(token), nowMs })
      saveKnownBrowser(db, { digest: digestOf(browserToken), personId: session.personId, nowMs, most: mostBrowsers })
      insertSettingChange(db, { atMs: nowMs, actor: name, name: 'desk sign-in', before: null, after: { by: session.by } })
      return { token, browserToken }
    },
    end(id, by) {
      return writer.submit((db, notes) => {
        const name = removeDeskSession(db, id)
        if (name === null) return false
        seenAt.delete(id)
        notes.topic('desks')
        if (by !== null) insertSettingChange(db, { atMs: now(), actor: by, name: 'desk session', before: { name }, after: null })
        return true
      })
    },
    endsAtMs,
    since,
  }
}
