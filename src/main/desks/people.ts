import { randomBytes } from 'node:crypto'
import type { DeskPerson } from '../../shared/contract/desks.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'
import {
  acceptInvitation,
  findDeskPerson,
  findDeskPersonByInvitation,
  findDeskPersonByName,
  insertDeskPerson,
  listDeskPeople,
  removeDeskPerson,
  saveDeskRole,
  saveInvitation,
  type DeskPersonRow,
} from '../store/desks-people.ts'
import type { WriteDb } from '../store/db.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { nameKeyOf } from './passwords.ts'
import { digestOf, newToken, type Sessions } from './sessions.ts'

/** Three days: over a weekend. */
export const invitationMs = 72 * 3_600_000
/** Under these the history shows what nobody at another desk did. */
const taken = /^(provisioning|desk|api key\b.*)$/

export interface Invited {
  readonly id: number
  /** What stands in the link; nobody can read it again. */
  readonly token: string
  readonly endsAtMs: number
}

export interface People {
  list(): DeskPerson[]
  find(id: number): DeskPersonRow | null
  findByName(name: string): DeskPersonRow | null
  /** Null: there is none, it was used, or has ended. */
  findByInvitation(token: string): DeskPersonRow | null
  /** Null: somebody is called so. */
  invite(person: { readonly name: string; readonly role: DeskRole }, actor: string): Promise<Invited | null>
  /** Null: there is no such person. */
  renewInvite(id: number, actor: string): Promise<Invited | null>
  /** Within the job that lets them in. @param password as it is kept; null: a passkey follows. @returns false: it was used meanwhile. */
  accept(db: WriteDb, token: string, id: number, password: string | null): boolean
  setRole(id: number, role: DeskRole, actor: string): Promise<boolean>
  remove(id: number, actor: string): Promise<boolean>
}

export function createPeople({
  store,
  writer,
  now,
  sessions,
  deskName,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  readonly sessions: Pick<Sessions, 'since'>
  /** Who is at the desk itself: nobody else is called so. */
  readonly deskName: () => string
}): People {
  function newInvitation(by: string): { readonly token: string; readonly row: { invitation: Buffer; by: string; untilMs: number } } {
    const token = newToken()
    return { token, row: { invitation: digestOf(token), by, untilMs: now() + invitationMs } }
  }

  return {
    list: () => listDeskPeople(store.read, sessions.since()),
    find: (id) => findDeskPerson(store.read, id),
    findByName: (name) => findDeskPersonByName(store.read, nameKeyOf(name)),
    findByInvitation(token) {
      const person = findDeskPersonByInvitation(store.read, digestOf(token))
      return person !== null && (person.invitedUntilMs ?? 0) > now() ? person : null
    },
    async invite({ name, role }, actor) {
      const nameKey = nameKeyOf(name)
      if (taken.test(nameKey) || nameKey === nameKeyOf(deskName())) return null
      const { token, row } = newInvitation(actor)
      const id = await writer.submit((db, notes) => {
        if (findDeskPersonByName(db, nameKey) !== null) return null
        notes.topic('desks')
        insertSettingChange(db, { atMs: now(), actor, name: 'desk person', before: null, after: { name, role } })
        return insertDeskPerson(db, { name, nameKey, role, handle: randomBytes(16), nowMs: now(), ...row })
      })
      return id === null ? null : { id, token, endsAtMs: row.untilMs }
    },
    renewInvite(id, actor) {
      const { token, row } = newInvitation(actor)
      return writer.submit((db, notes) => {
        const person = findDeskPerson(db, id)
        if (person === null) return null
        notes.topic('desks')
        insertSettingChange(db, {
          atMs: now(),
          actor,
          name: 'desk invitation',
          before: null,
          after: { name: person.name, untilMs: row.untilMs },
        })
        saveInvitation(db, id, row)
        return { id, token, endsAtMs: row.untilMs }
      })
    },
    accept: (db, token, id, password) => acceptInvitation(db, { id, invitation: digestOf(token), password, nowMs: now() }),
    setRole(id, role, actor) {
      return writer.submit((db, notes) => {
        const person = findDeskPerson(db, id)
        if (person === null) return false
        const { name } = person
        notes.topic('desks')
        insertSettingChange(db, { atMs: now(), actor, name: 'desk role', before: { name, role: person.role }, after: { name, role } })
        saveDeskRole(db, id, role)
        return true
      })
    },
    remove(id, actor) {
      return writer.submit((db, notes) => {
        const person = findDeskPerson(db, id)
        if (person === null) return false
        const { name, role } = person
        notes.topic('desks')
        insertSettingChange(db, { atMs: now(), actor, name: 'desk person', before: { name, role }, after: null })
        removeDeskPerson(db, id)
        return true
      })
    },
  }
}
