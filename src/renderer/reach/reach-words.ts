import type { Reach, ReachOutcome } from '../../shared/contract/reach.ts'
import { t } from '../ui/t.tsx'

/** What to do about an address that was not reached; null: it was. `local`: where the receiver listens on this machine. */
export function remedyOf(outcome: ReachOutcome, local: string): string | null {
  return outcome === 'reached' ? null : t(`reach.remedy.${outcome}`, { local })
}

/** What the tunnel fails for; null: nothing, or nothing more than its state says. */
export function tunnelProblemWords({ problem }: Reach['tunnel']): string | null {
  if (problem === null) return null
  if (problem === 'NOT_REACHED') return t('reach.tunnel.notReached')
  // https://ngrok.com/docs/errors/err_ngrok_108
  if (problem === 'ERR_NGROK_108') return t('reach.tunnel.inUse')
  return problem.startsWith('ERR_NGROK') ? t('reach.tunnel.problem', { problem }) : null
}

export type Tone = 'good' | 'wary' | 'bad'

export function toneOf({ publicUrl, check, tunnel }: Reach): Tone {
  if (tunnel.state === 'down' || tunnel.state === 'token-refused' || tunnel.state === 'not-available') return 'bad'
  if (publicUrl === null || check === null) return 'wary'
  return check.outcome === 'reached' ? 'good' : 'bad'
}
