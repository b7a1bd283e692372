import type { LinkReason } from '../../shared/words.ts'
import { isGone, rankOf, type Followed, type LinkRow } from './recognise.ts'

/** What a person said of two rows. */
export interface Decision {
  readonly firstId: number
  readonly secondId: number
  readonly decision: 'joined' | 'split'
  readonly atMs: number
}

export interface Group {
  readonly leader: LinkRow
  readonly followers: readonly Followed[]
}

/**
 * Puts rows together: by what people decided, what was decided last first, then by what was recognised, as far as no decision is against it.
 *
 * @param follows by an event's id, what it repeats.
 * @param laterOf the end of a row's chain of reschedules; null: it was not rescheduled.
 */
export function group(
  rows: readonly LinkRow[],
  decisions: readonly Decision[],
  follows: ReadonlyMap<number, Followed>,
  laterOf: (row: LinkRow) => LinkRow | null,
): readonly Group[] {
  const byId = new Map(rows.map((row) => [row.id, row]))
  const rootOf = new Map(rows.map(({ id }) => [id, id]))
  const apart: (readonly [number, number])[] = []
  const root = (id: number): number => rootOf.get(id) ?? id

  function put(a: number, b: number): void {
    const [from, to] = [root(a), root(b)]
    const isForbidden = apart.some(([one, other]) => {
      const pair = [root(one), root(other)]
      return pair.includes(from) && pair.includes(to)
    })
    if (from === to || isForbidden) return
    for (const [id, own] of rootOf) if (own === from) rootOf.set(id, to)
  }

  /** A booking that was joined and then rescheduled stays joined: what goes on is the last of the chain. */
  function present(id: number, other: LinkRow | undefined): number {
    const row = byId.get(id)
    return row === undefined || other === undefined || isGone(other.status) ? id : (laterOf(row)?.id ?? id)
  }

  const latestFirst = decisions.toSorted((a, b) => b.atMs - a.atMs || Number(a.decision === 'joined') - Number(b.decision === 'joined'))
  for (const { firstId, secondId, decision } of latestFirst) {
    if (decision === 'joined') put(present(firstId, byId.get(secondId)), present(secondId, byId.get(firstId)))
    else if (root(firstId) !== root(secondId)) apart.push([firstId, secondId])
  }
  for (const [id, { row }] of follows) put(id, row.id)

  const roots = new Set(rows.map(({ id }) => root(id)))
  return [...roots].map((own) =>
    lead(
      rows.filter(({ id }) => root(id) === own),
      follows,
    ),
  )
}

function lead(members: readonly LinkRow[], follows: ReadonlyMap<number, Followed>): Group {
  const [leader, ...others] = members.toSorted(compareLeaders)
  if (!leader) throw new Error('a group without rows')
  const ids = new Set(members.map(({ id }) => id))
  return { leader, followers: others.map((row) => ({ row, because: reasonOf(row, ids, follows) })) }
}

function reasonOf({ id }: LinkRow, group: ReadonlySet<number>, follows: ReadonlyMap<number, Followed>): LinkReason {
  const own = follows.get(id)
  return own && group.has(own.row.id) ? own.because : 'by-hand'
}

function compareLeaders(a: LinkRow, b: LinkRow): number {
  return (
    rankOf(a.source) - rankOf(b.source) ||
    Number(isGone(a.status)) - Number(isGone(b.status)) ||
    (a.externalId < b.externalId ? -1 : Number(a.externalId > b.externalId))
  )
}
