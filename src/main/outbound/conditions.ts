import type { Condition } from '../health/conditions.ts'
import type { ReadDb } from '../store/db.ts'
import { listSubscriptions } from '../store/subscriptions.ts'
import { circuitFailures } from './retry-plan.ts'

/** What is the matter with sending: who takes nothing at the moment, and to whom nothing is sent any more. */
export function outboundConditions(db: ReadDb): Condition[] {
  return listSubscriptions(db).flatMap(({ id, name, state, stateAtMs, failures, failingSinceMs }): Condition[] => {
    if (state === 'gone' || state === 'failed')
      return [{ key: `outbound-ended ${id}`, kind: 'outbound-ended', provider: null, detail: { name, state, sinceMs: stateAtMs } }]
    if (state !== 'active' || failures < circuitFailures || failingSinceMs === null) return []
    return [{ key: `outbound-failing ${id}`, kind: 'outbound-failing', provider: null, detail: { name, sinceMs: failingSinceMs } }]
  })
}
