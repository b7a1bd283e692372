import type { Health } from '../../shared/contract/health.ts'
import { t } from '../ui/t.tsx'

/** A difference below this is the way of the delivery, not the clock. */
export const tellingSkewSeconds = 10

/** How many came today, and how that compares with what is usual. @param weekday in the window's language */
export function rhythmWords({ today, usual, rhythm }: Pick<Health, 'today' | 'usual' | 'rhythm'>, weekday: string): string[] {
  const count = t('providers.health.today', { count: today })
  if (rhythm === 'learning' || usual === null) return [count, t('providers.health.learning')]
  const compared = { usual: 'asUsual', quiet: 'quiet', busy: 'busy' } as const
  return [
    count,
    t(`providers.health.${compared[rhythm]}`, { weekday }),
    t('providers.health.usual', { usual: usual < 1 ? 1 : Math.round(usual) }),
  ]
}
