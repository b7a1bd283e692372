import { Badge, Text } from '@mantine/core'
import type { Subscription } from '../../shared/contract/subscriptions.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'

type Shown = 'active' | 'new' | 'failing' | 'paused' | 'gone' | 'failed' | 'locked' | 'missing'

const colors: Readonly<Record<Shown, string>> = {
  active: 'green',
  new: 'gray',
  failing: 'yellow',
  paused: 'gray',
  gone: 'red',
  failed: 'red',
  locked: 'yellow',
  missing: 'red',
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
      <Badge variant="light" tt="none" color={colors[shown]}>
        {t(`subscriptions.state.${shown}`)}
      </Badge>
      <Text size="xs" c="dimmed" mt={2}>
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
