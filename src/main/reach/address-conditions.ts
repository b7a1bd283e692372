import { conditionOf } from '../health/conditions.ts'
import type { Condition } from '../health/conditions.ts'
import { tokenProviderIds } from '../../shared/words.ts'
import { getConnection } from '../store/connections.ts'
import type { ReadDb } from '../store/db.ts'
import type { Elsewhere } from './elsewhere.ts'
import type { Reach } from './reach.ts'

/**
 * What still points to an older address after the present one was reached: until then nothing is moved by itself, and there is nothing to
 * say. A subscription that was found elsewhere has an alert of its own.
 */
export function addressConditions(reach: Pick<Reach, 'lastCheck'>, elsewhere: Pick<Elsewhere, 'list'>, db: ReadDb): Condition[] {
  if (reach.lastCheck()?.outcome !== 'reached') return []
  const isToldOf = (provider: string): boolean =>
    tokenProviderIds.some((id) => id === provider && getConnection(db, id).subscription?.state === 'elsewhere')
  return elsewhere.list().some(({ provider }) => !isToldOf(provider)) ? [conditionOf('address-changed', null)] : []
}
