import { appendToChain, type Chained, type ChainKind } from './chain.ts'
import { prepared, type ReadDb, type WriteDb } from './db.ts'
import { StoreInvariantError } from './errors.ts'

/** Kinds of entries that are about one row of a table. */
export const rowKinds = ['delivery', 'replay', 'dealing', 'setting', 'desk', 'gesture', 'link'] as const satisfies readonly ChainKind[]
export type RowKind = (typeof rowKinds)[number]

interface RowSource {
  readonly table: string
  /** An integer by which the row is found again. */
  readonly id: string
  /** How the row of one id, `@id`, is looked up. */
  readonly isIt: string
  /** In one order for ever: another order is another digest. What changes in order, such as a reference that is emptied, is not among them. */
  readonly columns: string
  /** Which rows of the table are chained. */
  readonly which: string
  /** False: a row can be written anew under its id, so that all of them are told when a chain begins, instead of the highest one. */
  readonly isGrowing: boolean
}

/** Two ids of appointments in one number; 2^26 appointments are more than any office will have. */
const pairId = 'first_id << 26 | second_id'

/** Of a delivery's row, as insertDelivery writes it. */
export const toldColumns = `received_at_ms, provider, verdict, reason, http_status, origin, provider_event, about_name, about_start_ms, body_size,
  duration_us, duplicate_of, scheme, secret_slot, skew_seconds, failure, method, path, sentence, event_at_ms, remote_address, edited_by`

export const rowSources: Readonly<Record<RowKind, RowSource>> = {
  delivery: {
    table: 'deliveries',
    id: 'id',
    isIt: 'id = @id',
    // Without the key: a delivery that we failed on gives it to the one that comes after it.
    columns: `id, lower(hex(body_sha256)), ${toldColumns}`,
    which: '1',
    isGrowing: true,
  },
  replay: {
    table: 'replays',
    id: 'id',
    isIt: 'id = @id',
    columns: 'id, delivery_id, at_ms, actor, reason, verdict, sentence',
    which: '1',
    isGrowing: true,
  },
  dealing: {
    table: 'delivery_dealings',
    id: 'delivery_id',
    isIt: 'delivery_id = @id',
    columns: 'delivery_id, at_ms, actor, how, note',
    which: '1',
    isGrowing: false,
  },
  setting: {
    table: 'setting_changes',
    id: 'id',
    isIt: 'id = @id',
    columns: 'id, at_ms, actor, name, before, after',
    which: '1',
    isGrowing: true,
  },
  desk: {
    table: 'desk_history',
    id: 'id',
    isIt: 'id = @id',
    columns: 'id, at_ms, actor, subject, subject_id, kind, before, after',
    which: '1',
    isGrowing: true,
  },
  gesture: {
    table: 'appointment_history',
    id: 'id',
    isIt: 'id = @id AND actor IS NOT NULL',
    columns: 'id, appointment_id, at_ms, kind, provider_event, actor, gesture_id, before, after',
    which: 'actor IS NOT NULL',
    isGrowing: true,
  },
  link: {
    table: 'link_decisions',
    id: pairId,
    isIt: 'first_id = @id >> 26 AND second_id = @id & 67108863',
    columns: 'first_id, second_id, decision, actor, at_ms',
    which: '1',
    isGrowing: false,
  },
}

export const linkId = (firstId: number, secondId: number): number => firstId * 2 ** 26 + secondId

/** The members of a row as they are stored; null: there is no such row. */
export function findChainedRow(db: ReadDb, kind: RowKind, id: number): Chained | null {
  const { table, columns, isIt } = rowSources[kind]
  const row = prepared(db, `SELECT ${columns} FROM ${table} WHERE ${isIt}`).raw(true).get({ id })
  return (row as Chained | undefined) ?? null
}

/**
 * Chains the row of this id, as it is stored by now; also when it was written anew: the newest entry about a row counts. Part of the job
 * that writes it.
 *
 * @param content of a delivery: what `contentOf` gives.
 */
export function appendRow(db: WriteDb, kind: RowKind, { id, atMs, content }: { id: number; atMs: number; content?: Chained }): void {
  // Read back, so that what is chained is what will be found: a text that is no text in UTF-8 is stored as another one.
  const row = findChainedRow(db, kind, id)
  if (row === null) throw new StoreInvariantError(`there is no ${kind} ${id} to chain`)
  appendToChain(db, { atMs, kind, subjectId: id, row, ...(content && { content }) })
}

/** A delivery's headers, issues and body, in short; the body by its hash, which stays the same when it is compressed. */
export function contentOf(stored: {
  readonly headers: string
  readonly issues: string | null
  readonly isTruncated: boolean
  /** Of the bytes that are kept; null: none are. */
  readonly bodySha256: Buffer | null
}): Chained {
  return [stored.headers, stored.issues, stored.isTruncated, stored.bodySha256?.toString('hex') ?? null]
}
