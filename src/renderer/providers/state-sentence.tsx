import { Anchor } from '@mantine/core'
import frame from '../app/frame.module.css'
import { openDelivery } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import type { ProviderState } from './provider-state.ts'
import classes from './providers.module.css'

/** A card's one sentence, with the delivery that it speaks of. */
export function StateSentence({ state: { tone, words, sinceMs, deliveryId } }: { state: ProviderState }) {
  return (
    <span className={classes.state}>
      <span className={frame.dot} data-tone={tone} aria-hidden />
      <span>
        {words} {sinceMs !== null && <Time ms={sinceMs} as="relative" />}
        {deliveryId !== null && (
          <>
            {' '}
            <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(deliveryId)}>
              {t('providers.state.logEntry')}
            </Anchor>
          </>
        )}
      </span>
    </span>
  )
}
