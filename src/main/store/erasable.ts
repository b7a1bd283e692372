import type { StoredState } from './appointments.ts'
import { foldName } from './clients.ts'
import { digitsOf, familyOf, shownAs } from './clients-search.ts'
import { prepared, type ReadDb } from './db.ts'
import type { Identity } from './identity.ts'

/** One client, with all that was ever said of who they are. */
export interface Erasable {
  /** As shown: it is typed before they are erased. */
  readonly name: string
  /** Records that are shown as the client, the shown one first. */
  readonly family: readonly number[]
  /** What is theirs alone. */
  readonly identity: Identity
  /** The same as it was written, to be searched for afterwards. */
  readonly written: readonly string[]
  /** What somebody else has, too, or what could be anybody's: it is neither looked for nor taken out of what is others'. */
  readonly shared: readonly string[]
  readonly isTeamMember: boolean
}

/** Shorter numbers are extensions, and shared by strangers. */
const shortestPhone = 7

/** @param anyId of any of the client's records. Null: there is no such client. */
export function findErasable(db: ReadDb, anyId: number): Erasable | null {
  const root = shownAs(db, anyId)
  if (root === null) return null
  const family = familyOf(db, root)
  const said = saidOf(db, family)
  const shared = new Set<string>()
  const own = (values: Iterable<string>, isOthers: (value: string) => boolean): string[] =>
    [...new Set(values)].filter((value) => {
      if (!isOthers(value)) return true
      shared.add(value)
      return false
    })
  const others = JSON.stringify(family)
  const isHeld = (sql: string, values: Record<string, unknown>): boolean => prepared(db, sql).get({ others, ...values }) !== undefined
  const notTheirs = 'id NOT IN (SELECT value FROM json_each(@others))'
  const isHosts = (email: string): boolean => prepared(db, 'SELECT 1 FROM hosts WHERE email = ?').get(email) !== undefined
  const emails = own(
    [...said.emails].map((email) => email.toLowerCase()),
    (email) =>
      isHosts(email) ||
      isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND (instr(email, @email) > 0 OR instr(lower(given_email), @email) > 0) LIMIT 1`, {
        email,
      }),
  )
  const names = own(
    said.names,
    (name) =>
      name.trim().split(/\s+/u).length < 2 ||
      isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND sort_name = @folded LIMIT 1`, { folded: foldName(name) }) ||
      isHeld(
        `SELECT 1 FROM clients WHERE ${notTheirs} AND (instr(lower(name), lower(@name)) > 0 OR instr(lower(given_name), lower(@name)) > 0) LIMIT 1`,
        { name },
      ) ||
      prepared(db, 'SELECT 1 FROM hosts WHERE name = ? OR given_name = ?').get(name, name) !== undefined,
  )
  const phones = own(said.phones, (phone) => {
    const digits = digitsOf(phone)
    if (digits.length < shortestPhone) return true
    return isHeld(`SELECT 1 FROM clients WHERE ${notTheirs} AND instr(phone_digits, @digits) > 0 LIMIT 1`, { digits })
  })
  const numbers = [...new Set(phones.map(digitsOf))]
  return {
    name: said.shown,
    family,
    identity: { emails, names, phones: numbers },
    written: [...emails, ...names, ...phones, ...numbers],
    shared: [...shared],
    isTeamMember: [...said.emails].some((email) => isHosts(email.toLowerCase())),
  }
}

interface Said {
  readonly shown: string
  readonly names: ReadonlySet<string>
  readonly emails: ReadonlySet<string>
  readonly phones: ReadonlySet<string>
}

/** Every name, address and number that the client's records, their history, their appointments and their forms ever had. */
function saidOf(db: ReadDb, family: readonly number[]): Said {
  const [names, emails, phones] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const add = (person: Readonly<Record<string, unknown>> | null | undefined): void => {
    for (const [known, member] of [
      [names, 'name'],
      [emails, 'email'],
      [phones, 'phone'],
    ] as const) {
      const value = person?.[member]
      if (typeof value === 'string' && value.trim() !== '') known.add(value.trim())
    }
  }
  const ids = JSON.stringify(family)
  const records = prepared<Record<string, string | number | null>>(
    db,
    `SELECT id, name, email, phone, given_name AS givenName, given_email AS givenEmail, given_phone AS givenPhone, external_id AS externalId
     FROM clients WHERE id IN (SELECT value FROM json_each(?))`,
  ).all(ids)
  for (const { name, email, phone, givenName, givenEmail, givenPhone } of records) {
    add({ name, email, phone })
    add({ name: givenName, email: givenEmail, phone: givenPhone })
  }
  const entries = prepared<{ text: string }>(
    db,
    `SELECT before AS text FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(@ids))
     UNION ALL SELECT after FROM desk_history WHERE subject = 'client' AND subject_id IN (SELECT value FROM json_each(@ids))`,
  ).all({ ids })
  for (const { text } of entries) {
    const entry = JSON.parse(text) as Record<string, unknown>
    add(entry)
    add(entry.given as Record<string, unknown> | undefined)
  }
  for (const lead of prepared(db, 'SELECT name, email FROM leads WHERE client_id IN (SELECT value FROM json_each(?))').all(ids)) add(lead)
  const known = new Set([...emails].map((email) => email.toLowerCase()))
  const states = prepared<{ state: string }>(
    db,
    `SELECT s.state FROM appointments AS a JOIN appointment_states AS s ON s.appointment_id = a.id
     WHERE a.client_id IN (SELECT value FROM json_each(?))`,
  )
  for (const { state } of states.iterate(ids)) {
    const { details, facts = [] } = JSON.parse(state) as StoredState & { facts?: readonly { details?: Partial<StoredState['details']> }[] }
    for (const attendees of [details.attendees, ...facts.map((fact) => fact.details?.attendees ?? [])]) {
      // The first one is the client; of a group, only who has one of their addresses.
      for (const [at, attendee] of attendees.entries()) {
        const address = attendee.email?.toLowerCase()
        if ((at === 0 && attendees.length === 1) || (address !== undefined && known.has(address))) add({ ...attendee })
      }
    }
  }
  const shown = records.find(({ id }) => id === family[0])
  const first = shown && [shown.givenName, shown.name, shown.givenEmail, shown.email, shown.externalId].find((value) => value !== null)
  return { shown: String(first ?? family[0]), names, emails, phones }
}
