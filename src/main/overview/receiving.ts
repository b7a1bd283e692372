import type { Received, Receiving } from '../../shared/contract/overview.ts'
import { providerIds, type ProviderId } from '../../shared/words.ts'
import type { DeliveryCell, RefusalCell } from '../store/counters-deliveries.ts'

/** What was counted of the deliveries of some days, in pieces. */
export interface ReceivedPieces {
  readonly cells: readonly DeliveryCell[]
  readonly times: readonly { readonly provider: ProviderId; readonly tookMs: number }[]
  readonly refusals: readonly RefusalCell[]
}

export function receivingOf(now: ReceivedPieces, before: ReceivedPieces): Receiving[] {
  return providerIds.map((provider) => ({
    provider,
    now: receivedOf(now, provider),
    before: receivedOf(before, provider),
    refusals: refusalsOf(now, provider),
  }))
}

function receivedOf({ cells, times }: ReceivedPieces, provider: ProviderId): Received {
  const own = cells.filter((cell) => cell.provider === provider)
  const took = Float64Array.from(times.flatMap((time) => (time.provider === provider ? [time.tookMs] : []))).sort()
  const sum = (member: 'deliveries' | 'refused' | 'duplicates') => own.reduce((total, cell) => total + cell[member], 0)
  return {
    deliveries: sum('deliveries'),
    refused: sum('refused'),
    duplicates: sum('duplicates'),
    timed: took.length,
    medianMs: percentile(took, 0.5),
    p95Ms: percentile(took, 0.95),
  }
}

/** By nearest rank: the smallest that at least such a share is not above; null: there is none. */
function percentile(sorted: Float64Array, share: number): number | null {
  return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? null
}

/** The most frequent first. */
function refusalsOf({ refusals }: ReceivedPieces, provider: ProviderId): Receiving['refusals'] {
  const counts = new Map<RefusalCell['reason'], number>()
  for (const { provider: whose, reason, count } of refusals) if (whose === provider) counts.set(reason, (counts.get(reason) ?? 0) + count)
  return [...counts].map(([reason, count]) => ({ reason, count })).sort((one, other) => other.count - one.count)
}
