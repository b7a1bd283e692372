import { setImmediate as nextTurn } from 'node:timers/promises'
import type { BulkItem, BulkReplay, BulkTryOut, ReplayObstacle } from '../../shared/contract/replays.ts'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { listMatching, newestDeliveryId } from '../store/delivery-lists.ts'
import { dryRun, replay, type ReplayParts } from './replay.ts'

/** More are done in several goes, oldest first: nobody waits for, or looks through, more results than this. */
const mostAtOnce = 10_000
/** Milliseconds of one turn. A delivery that comes meanwhile is judged on the same thread. */
const sliceMs = 4

/**
 * Tries all that match, and counts. Each is tried against what is known now, as if it was the only one.
 *
 * @param signal ends it between any two.
 */
export async function* bulkDryRun(
  parts: ReplayParts,
  filter: DeliveryFilter,
  signal?: AbortSignal,
): AsyncGenerator<BulkTryOut, void, void> {
  const upToId = newestDeliveryId(parts.store.read)
  const ids = listMatching(parts.store.read, filter, upToId, mostAtOnce)
  const count = { wouldChange: 0, nothingNew: 0 }
  const obstacles = new Map<ReplayObstacle, { count: number; exampleId: number }>()
  const told = (done: number): BulkTryOut => ({
    done,
    total: ids.length,
    upToId,
    ...count,
    cannot: [...obstacles].map(([because, some]) => ({ because, ...some })),
  })

  yield told(0)
  let sliceBegan = performance.now()
  for (const [index, id] of ids.entries()) {
    const tried = dryRun(parts, id)
    if (tried?.kind === 'changes') count.wouldChange += 1
    else if (tried?.kind === 'cannot') {
      const some = obstacles.get(tried.because) ?? { count: 0, exampleId: id }
      obstacles.set(tried.because, { ...some, count: some.count + 1 })
    } else count.nothingNew += 1
    if (performance.now() - sliceBegan < sliceMs && index + 1 < ids.length) continue
    yield told(index + 1)
    await nextTurn()
    if (signal?.aborted) return
    sliceBegan = performance.now()
  }
}

/**
 * Applies all that match, oldest first, each in a job of its own. What was done stays when it is ended early.
 *
 * @param upToId what came after this one is left out: nobody has seen what it would change.
 * @param signal ends it between any two.
 */
export async function* bulkReplay(
  parts: ReplayParts,
  { filter, upToId, reason }: { readonly filter: DeliveryFilter; readonly upToId: number; readonly reason: string },
  signal?: AbortSignal,
): AsyncGenerator<BulkReplay, void, void> {
  // Taken once: what was dealt with no longer matches a filter for what is to be looked at.
  const ids = listMatching(parts.store.read, filter, upToId, mostAtOnce)
  yield { done: 0, total: ids.length, item: null }
  for (const [index, id] of ids.entries()) {
    if (signal?.aborted) return
    yield { done: index + 1, total: ids.length, item: await replayOne(parts, id, reason) }
  }
}

async function replayOne(parts: ReplayParts, id: number, reason: string): Promise<BulkItem> {
  const result = await replay(parts, id, reason)
  if (result?.kind === 'done') return { deliveryId: id, outcome: result.verdict, because: null }
  // One that was removed meanwhile has no body any more.
  return { deliveryId: id, outcome: 'cannot', because: result?.because ?? 'body-gone' }
}
