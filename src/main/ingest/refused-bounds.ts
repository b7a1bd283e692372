import type { Settings } from '../../shared/settings.ts'
import type { ProviderId } from '../../shared/words.ts'
import { pruneRefused, type RefusedBounds } from '../store/refused-bodies.ts'
import type { Writer } from '../store/writer.ts'

/** Pruning is done now and then, so that a refusal costs one row and not a search for the oldest. */
const pruneEvery = { deliveries: 50, bytes: 1024 * 1024 }

/** Keeps what was refused within the bounds of the settings. */
export interface RefusedKeeper {
  /** A refused delivery was kept. */
  note(provider: ProviderId, bodyBytes: number, atMs: number): void
}

export function boundsOf({ refusedCount, refusedMegabytes }: Settings['keep']): RefusedBounds {
  return { deliveries: refusedCount, bytes: refusedMegabytes * 1024 * 1024 }
}

/** @param onFailure what was not pruned now is pruned with the next ones. */
export function createRefusedKeeper(writer: Writer, keep: () => Settings['keep'], onFailure: (error: unknown) => void): RefusedKeeper {
  const since = new Map<ProviderId, { deliveries: number; bytes: number }>()

  async function prune(provider: ProviderId, atMs: number): Promise<void> {
    let isDone = false
    // One job after the other: deliveries that came in between are committed first.
    while (!isDone) isDone = await writer.submit((db) => pruneRefused(db, provider, boundsOf(keep()), atMs))
  }

  return {
    note(provider, bodyBytes, atMs) {
      const { deliveries, bytes } = since.get(provider) ?? { deliveries: 0, bytes: 0 }
      const noted = { deliveries: deliveries + 1, bytes: bytes + bodyBytes }
      const isDue = noted.deliveries >= pruneEvery.deliveries || noted.bytes >= pruneEvery.bytes
      since.set(provider, isDue ? { deliveries: 0, bytes: 0 } : noted)
      if (isDue) prune(provider, atMs).catch(onFailure)
    },
  }
}
