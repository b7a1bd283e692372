import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { useOffice } from '../app/office.ts'
import { openDelivery } from '../app/navigation.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { formatBytes, formatInstant, formatMicroseconds } from '../ui/format.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './log.module.css'
import { verificationFacts } from './verification-words.ts'

/** How it was received and checked. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const office = useOffice()
  return (
    <section className={classes.section} aria-label={t('log.fact.label')}>
      <dl className={classes.facts}>
        <Fact label={t('log.fact.received')}>{formatInstant(delivery.receivedAtMs, office)}</Fact>
        <Fact label={t('log.fact.request')}>
          {delivery.method} {delivery.path}
        </Fact>
        {!delivery.isEdited && (
          <Fact label={t('log.fact.answered')}>
            {t('log.fact.answeredAfter', { status: delivery.httpStatus, duration: formatMicroseconds(delivery.durationUs) })}
          </Fact>
        )}
        {verificationFacts(delivery.verification).map(([label, finding]) => (
          <Fact key={label} label={label}>
            {finding}
          </Fact>
        ))}
        {delivery.duplicateOf !== null && (
          <Fact label={t('log.fact.duplicateOf')}>
            <DeliveryLink id={delivery.duplicateOf} />
          </Fact>
        )}
        {delivery.duplicates > 0 && <Fact label={t('log.fact.cameAgain')}>{t('log.fact.times', { count: delivery.duplicates })}</Fact>}
        <Fact label={t('log.fact.body')}>
          <Words
            k="log.fact.size"
            values={{ size: formatBytes(delivery.bodySize) }}
            parts={{ hash: <span className={classes.mono}>{delivery.bodySha256.slice(0, 12)}…</span> }}
          />{' '}
          <CopyButton value={delivery.bodySha256} label={t('log.fact.copySha')} />
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </>
  )
}

function DeliveryLink({ id }: { id: number }) {
  return (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(id)}>
      {t('log.fact.deliveryLink', { id })}
    </Anchor>
  )
}
