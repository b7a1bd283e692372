import { createHash, randomBytes } from 'node:crypto'
import type { DeskSession } from '../../shared/contract/desks.ts'
import {
  findDeskSession,
  insertDeskSession,
  listDeskSessions,
  markDeskSessionSeen,
  removeDeskSession,
  saveKnownBrowser,
  type DeskSessionRow,
} from '../store/desks-sessions.ts'
import type { WriteDb } from '../store/db.ts'
import { forgetEndedDesks, sessionLongestMs, sessionsSince } from '../store/desks-keeping.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

const mostBrowsers = 20
/** Written no more often, so that asking costs no commit each time. */
const seenAgainMs = 60_000

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
  /** Null: there is none, or it has ended. Pages ask by themselves, so that being asked is no sign that somebody is there. */
  find(token: string | undefined): DeskSessionRow | null
  /** Somebody was there at that time, as their page tells. */
  noteSeen(session: DeskSessionRow, seenAtMs: number): void
  list(): readonly Omit<DeskSession, 'isOwn'>[]
  /** Within the job that lets somebody in. */
  start(db: WriteDb, session: NewSession): StartedSession
  /** @param by who ends it. @returns false: it is not there. */
  end(id: number, by: string): Promise<boolean>
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
  const since = () => sessionsSince(now())
  const endsAtMs = ({ startedAtMs }: Pick<DeskSessionRow, 'startedAtMs'>): number => startedAtMs + sessionLongestMs

  return {
    find: (token) => (token === undefined ? null : findDeskSession(store.read, digestOf(token), since())),
    noteSeen({ id, seenAtMs: known }, seenAtMs) {
      if (seenAtMs > now() || seenAtMs - (seenAt.get(id) ?? known) < seenAgainMs) return
      seenAt.set(id, seenAtMs)
      writer
        .submit((db, notes) => {
          markDeskSessionSeen(db, id, seenAtMs)
          notes.topic('desks')
        })
        .catch(onFailure)
    },
    list() {
      return listDeskSessions(store.read, since()).map((session) => ({ ...session, endsAtMs: endsAtMs(session) }))
    },
    start(db, { name, ...session }) {
      const nowMs = now()
      const [token, browserToken] = [newToken(), newToken()]
      forgetEndedDesks(db, nowMs)
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
        insertSettingChange(db, { atMs: now(), actor: by, name: 'desk session', before: { name }, after: null })
        return true
      })
    },
    endsAtMs,
    since,
  }
}
