import { Anchor, Button, Group } from '@mantine/core'
import type { Connection } from '../../shared/contract/connections.ts'
import { openSettings } from '../settings/open-section.ts'
import { sourceName } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { subscriptionSentence } from './connection-words.ts'
import classes from './connections.module.css'

/** The provider's subscription that posts to us: how it was found last, and the remedy. Nothing for a provider that has none. */
export function Subscription({
  connection: { provider, subscription },
  hasAddress,
  onRenew,
  renewing,
}: {
  connection: Connection
  hasAddress: boolean
  /** A reading looks after the subscription as well. */
  onRenew(): void
  renewing: boolean
}) {
  if (!subscription) return null
  const { state, callbackUrl, checkedAtMs } = subscription
  const isFine = state === 'active' || state === 'unknown'
  return (
    <>
      <dt>{t('connections.subscription.label')}</dt>
      <dd>
        {state === 'missing' && !hasAddress ? (
          <NoAddress name={sourceName(provider)} />
        ) : (
          <Group gap="xs">
            <span className={isFine ? undefined : classes.bad}>{subscriptionSentence(subscription, provider)}</span>
            {!isFine && (
              <Button variant="light" loading={renewing} onClick={onRenew}>
                {t('connections.subscription.renew')}
              </Button>
            )}
          </Group>
        )}
        <div className={classes.parts}>
          {callbackUrl !== null && <code>{callbackUrl}</code>}
          <span className={classes.quiet}>
            <Words k="connections.subscription.lookedAt" parts={{ time: <Time ms={checkedAtMs} as="relative" /> }} />
          </span>
        </div>
      </dd>
    </>
  )
}

function NoAddress({ name }: { name: string }) {
  return (
    <>
      {t('connections.subscription.noAddress', { name })}{' '}
      <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openSettings('public-address')}>
        {t('connections.subscription.setAddress')}
      </Anchor>
    </>
  )
}
