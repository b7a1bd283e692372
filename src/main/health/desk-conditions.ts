import { statfsSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ReceiverState } from '../desk/listening.ts'
import { findOpenGap } from '../store/gaps.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { conditionOf } from './conditions.ts'
import type { Condition } from './conditions.ts'

/** Below this much room on the database's disk somebody should make some. */
const leastFreeBytes = 200_000_000
/** A tunnel that comes back by itself, and a network that is changed, take less. */
const mendsItselfMs = 120_000

export interface DeskConditionParts {
  readonly store: Store
  readonly receiver: () => ReceiverState
  /** The last thing that was to be written could not be. */
  readonly isFailing: () => boolean
  /** Null: not known. */
  readonly freeBytes?: () => number | null
}

/** What is the matter with this machine, and on the way from the providers to it. @param nowMs by this machine's clock */
export function listDeskConditions(
  { store, receiver, isFailing, freeBytes = () => freeBytesAt(store.path) }: DeskConditionParts,
  nowMs: number,
): Condition[] {
  const free = freeBytes()
  const state = receiver()
  const isLost = state.state === 'port-taken' || state.state === 'failed'
  const lasting = (reason: 'tunnel' | 'address') => {
    const gap = findOpenGap(store.read, reason)
    return gap !== null && nowMs - gap.fromMs >= mendsItselfMs ? gap : null
  }
  const [tunnel, address] = [lasting('tunnel'), lasting('address')]
  return [
    ...(isFailing() || (free !== null && free < leastFreeBytes) ? [conditionOf('disk-full', null, freeDetail(free))] : []),
    ...(isLost ? [conditionOf('port-lost', null, { port: state.port })] : []),
    ...(tunnel ? [conditionOf('tunnel-dead', null, { sinceMs: tunnel.fromMs })] : []),
    ...(address ? [conditionOf('address-unreachable', null, { sinceMs: address.fromMs })] : []),
  ]
}

/** Whether what is to be written can be, as seen since it was asked last; without a try it is as it was. */
export function watchWriting(writer: Pick<Writer, 'counts'>): () => boolean {
  let last = writer.counts()
  let isFailing = false
  return () => {
    const present = writer.counts()
    if (present.failedCommits > last.failedCommits) isFailing = true
    else if (present.commits > last.commits) isFailing = false
    last = present
    return isFailing
  }
}

/** In whole steps, so that the alert is not written anew with every byte. */
function freeDetail(free: number | null): Condition['detail'] {
  return free === null ? {} : { freeMegabytes: Math.floor(free / 10_000_000) * 10 }
}

function freeBytesAt(path: string): number | null {
  try {
    const { bavail, bsize } = statfsSync(dirname(path))
    return bavail * bsize
  } catch {
    return null
  }
}
