import type { BulkItem, BulkReplay } from '../../shared/contract/replays.ts'

/** What a bulk replay came to so far. */
export interface BulkSum {
  readonly done: number
  readonly total: number
  readonly counts: Readonly<Record<BulkItem['outcome'], number>>
  /** Those that could not be replayed before the others, of which the last ones are kept. */
  readonly listed: readonly BulkItem[]
}

/** More lines of either kind than anybody reads make a slow dialog. */
const mostListed = 100

const none: BulkSum['counts'] = { accepted: 0, stale: 0, ignored: 0, cannot: 0 }

export function addToBulk(sum: BulkSum | null, { done, total, item }: BulkReplay): BulkSum {
  const { counts, listed } = sum ?? { counts: none, listed: [] }
  if (item === null) return { done, total, counts, listed }
  return { done, total, counts: { ...counts, [item.outcome]: counts[item.outcome] + 1 }, listed: withItem(listed, item) }
}

function withItem(listed: readonly BulkItem[], item: BulkItem): readonly BulkItem[] {
  const refused = listed.filter(({ outcome }) => outcome === 'cannot')
  const others = listed.slice(refused.length)
  if (item.outcome === 'cannot') return refused.length < mostListed ? [...refused, item, ...others] : listed
  return [...refused, item, ...others.slice(0, mostListed - 1)]
}
