import type { MessageType, OutboundState } from '../../shared/subscription.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'
import type { Disclosure } from '../../shared/public-appointment.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

/** What an admin says of a subscription. */
export interface SubscriptionChoice {
  readonly name: string
  readonly url: string
  readonly events: readonly MessageType[]
  /** Of appointments; empty: all. Changes of a stage have none of the three. */
  readonly sources: readonly Source[]
  readonly types: readonly AppointmentType[]
  readonly hostIds: readonly number[]
  readonly disclosure: Disclosure
  /** The host that may lie in the office's own network; null: none. */
  readonly privateHost: string | null
  /** The host that may be sent to without TLS; null: none. */
  readonly plainHost: string | null
}

export interface SubscriptionRow extends SubscriptionChoice {
  readonly id: number
  readonly state: OutboundState
  readonly stateAtMs: number
  readonly createdAtMs: number
  readonly createdBy: string
  /** Until when the previous secret signs, too; null: there is none. */
  readonly previousUntilMs: number | null
  readonly lastSuccessAtMs: number | null
  /** In a row. */
  readonly failures: number
  /** Of the first of them; null: none. */
  readonly failingSinceMs: number | null
  /** The circuit is open: nothing is sent before. Null: it is closed. */
  readonly openUntilMs: number | null
}

type Stored = Omit<SubscriptionRow, 'events' | 'sources' | 'types' | 'hostIds' | 'disclosure'> & {
  readonly events: string
  readonly sources: string
  readonly types: string
  readonly hostIds: string
  readonly personal: 0 | 1
  readonly medical: 0 | 1
  readonly metadata: 0 | 1
}

const columns = `id, name, url, events, sources, types, host_ids AS hostIds, personal, medical, metadata, private_host AS privateHost,
  plain_host AS plainHost, state, state_at_ms AS stateAtMs, created_at_ms AS createdAtMs, created_by AS createdBy,
  previous_until_ms AS previousUntilMs, last_success_at_ms AS lastSuccessAtMs, failures, failing_since_ms AS failingSinceMs,
  open_until_ms AS openUntilMs`

function rowOf({ events, sources, types, hostIds, personal, medical, metadata, ...row }: Stored): SubscriptionRow {
  return {
    ...row,
    events: JSON.parse(events) as MessageType[],
    sources: JSON.parse(sources) as Source[],
    types: JSON.parse(types) as AppointmentType[],
    hostIds: JSON.parse(hostIds) as number[],
    disclosure: { personal: personal === 1, medical: medical === 1, metadata: metadata === 1 },
  }
}

function valuesOf({ events, sources, types, hostIds, disclosure, ...rest }: SubscriptionChoice) {
  return {
    name: rest.name,
    url: rest.url,
    privateHost: rest.privateHost,
    plainHost: rest.plainHost,
    events: JSON.stringify(events),
    sources: JSON.stringify(sources),
    types: JSON.stringify(types),
    hostIds: JSON.stringify(hostIds),
    personal: Number(disclosure.personal),
    medical: Number(disclosure.medical),
    metadata: Number(disclosure.metadata),
  }
}

/** In the order in which they were made. */
export function listSubscriptions(db: ReadDb): SubscriptionRow[] {
  return prepared<Stored>(db, `SELECT ${columns} FROM subscriptions ORDER BY id`).all().map(rowOf)
}

export function findSubscription(db: ReadDb, id: number): SubscriptionRow | null {
  const row = prepared<Stored>(db, `SELECT ${columns} FROM subscriptions WHERE id = ?`).get(id)
  return row ? rowOf(row) : null
}

/** Active from the start: what happens from now on is sent. @returns its id. */
export function insertSubscription(
  db: WriteDb,
  { atMs, by, ...choice }: SubscriptionChoice & { readonly atMs: number; readonly by: string },
): number {
  const { lastInsertRowid } = prepared(
    db,
    `INSERT INTO subscriptions (name, url, events, sources, types, host_ids, personal, medical, metadata, private_host, plain_host, state,
       state_at_ms, created_at_ms, created_by)
     VALUES (@name, @url, @events, @sources, @types, @hostIds, @personal, @medical, @metadata, @privateHost, @plainHost, 'active', @atMs, @atMs, @by)`,
  ).run({ ...valuesOf(choice), atMs, by })
  return Number(lastInsertRowid)
}

export function saveSubscription(db: WriteDb, id: number, choice: SubscriptionChoice): void {
  mustChange(
    prepared(
      db,
      `UPDATE subscriptions SET name = @name, url = @url, events = @events, sources = @sources, types = @types, host_ids = @hostIds,
         personal = @personal, medical = @medical, metadata = @metadata, private_host = @privateHost, plain_host = @plainHost WHERE id = @id`,
    ).run({ ...valuesOf(choice), id }).changes,
    `saveSubscription(${id})`,
  )
}

/** With its messages. @returns false: there is none. */
export function removeSubscription(db: WriteDb, id: number): boolean {
  return prepared(db, 'DELETE FROM subscriptions WHERE id = ?').run(id).changes === 1
}

export function saveSubscriptionState(db: WriteDb, id: number, state: OutboundState, atMs: number): void {
  mustChange(
    prepared(db, 'UPDATE subscriptions SET state = ?, state_at_ms = ? WHERE id = ?').run(state, atMs, id).changes,
    `saveSubscriptionState(${id})`,
  )
}

/** How it goes with sending there. */
export type Circuit = Pick<SubscriptionRow, 'lastSuccessAtMs' | 'failures' | 'failingSinceMs' | 'openUntilMs'>

export function saveCircuit(db: WriteDb, id: number, { lastSuccessAtMs, failures, failingSinceMs, openUntilMs }: Circuit): void {
  mustChange(
    prepared(db, 'UPDATE subscriptions SET last_success_at_ms = ?, failures = ?, failing_since_ms = ?, open_until_ms = ? WHERE id = ?').run(
      lastSuccessAtMs,
      failures,
      failingSinceMs,
      openUntilMs,
      id,
    ).changes,
    `saveCircuit(${id})`,
  )
}

export function savePreviousUntil(db: WriteDb, id: number, untilMs: number | null): void {
  prepared(db, 'UPDATE subscriptions SET previous_until_ms = ? WHERE id = ?').run(untilMs, id)
}

function mustChange(changes: number, what: string): void {
  if (changes !== 1) throw new StoreInvariantError(`${what}: expected 1 changed row, got ${changes}`)
}
