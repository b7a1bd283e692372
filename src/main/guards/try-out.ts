import { isLoopback } from '../../shared/address-range.ts'
import type { GuardTrial } from '../../shared/contract/guards.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import type { ReadDb } from '../store/db.ts'
import { listArrivalWays } from '../store/arrivals.ts'
import { createAllowList } from './allow-list.ts'
import { isOurName } from './host-names.ts'

const looked = 50

/** What lists that are not saved yet would have done to what came lately: a mistake shows before it keeps a provider out. */
export function tryOut(db: ReadDb, { allowList, hosts }: Pick<GuardSettings, 'allowList' | 'hosts'>, publicUrl: string | null): GuardTrial {
  const isListed = createAllowList(() => allowList)
  const ways = listArrivalWays(db, looked)
  const isNamed = (host: string): boolean => isOurName(host.replace(/:\d+$/, ''), undefined, { hosts, publicUrl })
  return {
    looked: ways.length,
    refusedByAddress: ways.filter(({ remoteAddress }) => !isListed(remoteAddress)).length,
    refusedByHost: ways.filter(({ host }) => host !== null && !isNamed(host)).length,
    fromLoopback: ways.filter(({ remoteAddress }) => isLoopback(remoteAddress)).length,
  }
}
