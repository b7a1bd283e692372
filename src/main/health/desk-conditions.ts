import type { ReceiverState } from '../desk/listening.ts'
import { findOpenGap } from '../store/gaps.ts'
import type { Store } from '../store/open.ts'
import { freeBytesAt } from '../faults/free-bytes.ts'
import type { Faults } from '../faults/open-faults.ts'
import type { StoreTrouble } from '../../shared/words.ts'
import { conditionOf } from './conditions.ts'
import type { Condition } from './conditions.ts'

/** Below this much room on the database's disk somebody should make some. */
const leastFreeBytes = 200_000_000
/** A tunnel that comes back by itself, and a network that is changed, take less. */
const mendsItselfMs = 120_000
/** That the desk died is told for so long after it came back. */
const crashToldForMs = 600_000

export interface DeskConditionParts {
  readonly store: Store
  readonly receiver: () => ReceiverState
  /** Why nothing can be written now; null: it can. */
  readonly trouble: () => StoreTrouble | null
  /** Null: not known. */
  readonly freeBytes?: () => number | null
}

/** What is the matter with this machine, and on the way from the providers to it. @param nowMs by this machine's clock */
export function listDeskConditions(
  { store, receiver, trouble, freeBytes = () => freeBytesAt(store.path) }: DeskConditionParts,
  nowMs: number,
): Condition[] {
  const free = freeBytes()
  const troubled = trouble()
  const state = receiver()
  const isLost = state.state === 'port-taken' || state.state === 'failed'
  const lasting = (reason: 'tunnel' | 'address') => {
    const gap = findOpenGap(store.read, reason)
    return gap !== null && nowMs - gap.fromMs >= mendsItselfMs ? gap : null
  }
  const [tunnel, address] = [lasting('tunnel'), lasting('address')]
  return [
    ...(troubled === 'disk-full' || (free !== null && free < leastFreeBytes) ? [conditionOf('disk-full', null, freeDetail(free))] : []),
    ...(troubled !== null && troubled !== 'disk-full' ? [conditionOf(kindOfTrouble[troubled], null)] : []),
    ...(isLost ? [conditionOf('port-lost', null, { port: state.port })] : []),
    ...(tunnel ? [conditionOf('tunnel-dead', null, { sinceMs: tunnel.fromMs })] : []),
    ...(address ? [conditionOf('address-unreachable', null, { sinceMs: address.fromMs })] : []),
  ]
}

const kindOfTrouble = { 'read-only': 'read-only', failing: 'store-failing', damaged: 'store-damaged' } as const

/** What was the matter a short while ago, and whoever looks at what came meanwhile should know. */
export function listPassedConditions({ clock, crash }: Pick<Faults, 'clock' | 'crash'>, nowMs: number): Condition[] {
  const jump = clock.jump()
  const isTold = crash !== null && nowMs - crash.atMs < crashToldForMs
  return [
    ...(jump ? [conditionOf('clock-jumped', null, { seconds: Math.round(jump.byMs / 1000) })] : []),
    ...(isTold ? [conditionOf('desk-crashed', null, { count: crash.count, sinceMs: crash.atMs })] : []),
  ]
}

/** In whole steps, so that the alert is not written anew with every byte. */
function freeDetail(free: number | null): Condition['detail'] {
  return free === null ? {} : { freeMegabytes: Math.floor(free / 10_000_000) * 10 }
}
