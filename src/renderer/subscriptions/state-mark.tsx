import { Text } from '@mantine/core'
import type { Subscription } from '../../shared/contract/subscriptions.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './subscriptions.module.css'

type Shown = 'active' | 'new' | 'failing' | 'paused' | 'gone' | 'failed' | 'locked' | 'missing'

const tones: Readonly<Record<Shown, 'good' | 'wary' | 'bad' | 'quiet'>> = {
  active: 'good',
  new: 'quiet',
  failing: 'wary',
  paused: 'quiet',
  gone: 'bad',
  failed: 'bad',
  locked: 'wary',
  missing: 'bad',
}

function shownState({ state, secret, failures, lastSuccessAtMs }: Subscription): Shown {
  if (state !== 'active') return state
  if (secret.state !== 'ready') return secret.state
  if (failures > 0) return 'failing'
  return lastSuccessAtMs === null ? 'new' : 'active'
}

/** How it stands, and since when or until when. */
export function StateMark({ subscription }: { subscription: Subscription }) {
  const { stateAtMs, failingSinceMs, nextAttemptAtMs } = subscription
  const shown = shownState(subscription)
  return (
    <>
      <span className={classes.mark} data-tone={tones[shown]}>
        {t(`subscriptions.state.${shown}`)}
      </span>
      <Text size="xs" c="dimmed">
        {shown === 'failing' && failingSinceMs !== null && (
          <Words k="subscriptions.failingSince" parts={{ time: <Time ms={failingSinceMs} /> }} />
        )}
        {shown === 'failing' && nextAttemptAtMs !== null && (
          <>
            {' · '}
            <Words k="subscriptions.nextTry" parts={{ time: <Time ms={nextAttemptAtMs} as="relative" /> }} />
          </>
        )}
        {(shown === 'paused' || shown === 'gone' || shown === 'failed') && (
          <Words k="subscriptions.failingSince" parts={{ time: <Time ms={stateAtMs} /> }} />
        )}
        {shown === 'locked' && t('subscriptions.lockedAbout')}
        {shown === 'missing' && t('subscriptions.missingAbout')}
      </Text>
    </>
  )
}
