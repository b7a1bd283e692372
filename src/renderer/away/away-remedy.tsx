import { Button } from '@mantine/core'
import type { Gap } from '../../shared/contract/away.ts'
import { tokenProviderIds } from '../../shared/words.ts'
import { askToConnect, showProvider } from '../connections/ask.ts'
import { t } from '../ui/t.tsx'

/** The way to what was missing for a check: the first provider's token, or Google's sign-in. */
export function AwayRemedy({ gap }: { gap: Gap }) {
  const provider = tokenProviderIds.find((id) =>
    gap.recoveries.some((recovery) => recovery.provider === id && needsToken(recovery.outcome)),
  )
  const isSignInEnded = gap.recoveries.some(({ provider: id, outcome }) => id === 'google-calendar' && needsToken(outcome))
  return (
    <>
      {provider && (
        <Button size="compact-xs" onClick={() => askToConnect(provider)}>
          {t('away.giveToken')}
        </Button>
      )}
      {isSignInEnded && (
        <Button size="compact-xs" variant={provider ? 'default' : 'filled'} onClick={() => showProvider('google-calendar')}>
          {t('away.signIn')}
        </Button>
      )}
    </>
  )
}

function needsToken(outcome: Gap['recoveries'][number]['outcome']): boolean {
  return outcome === 'no-token' || outcome === 'token-refused' || outcome === 'forbidden'
}
