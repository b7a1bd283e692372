import { Anchor } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { useOffice } from '../app/office.ts'
import { openDelivery } from '../app/navigation.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { count, formatBytes, formatInstant, formatMicroseconds } from '../ui/format.ts'
import classes from './log.module.css'
import { verificationFacts } from './verification-words.ts'

/** How it was received and checked. */
export function DeliveryFacts({ delivery }: { delivery: Delivery }) {
  const office = useOffice()
  return (
    <section className={classes.section} aria-label="Checks">
      <dl className={classes.facts}>
        <Fact label="Received">{formatInstant(delivery.receivedAtMs, office)}</Fact>
        <Fact label="Request">
          {delivery.method} {delivery.path}
        </Fact>
        <Fact label="Answered">
          {delivery.httpStatus}, after {formatMicroseconds(delivery.durationUs)}
        </Fact>
        {verificationFacts(delivery.verification).map(([label, finding]) => (
          <Fact key={label} label={label}>
            {finding}
          </Fact>
        ))}
        {delivery.duplicateOf !== null && (
          <Fact label="Duplicate of">
            <DeliveryLink id={delivery.duplicateOf} />
          </Fact>
        )}
        {delivery.duplicates > 0 && <Fact label="Came again">{count(delivery.duplicates, 'time')}</Fact>}
        <Fact label="Body">
          {formatBytes(delivery.bodySize)}, SHA-256 <span className={classes.mono}>{delivery.bodySha256.slice(0, 12)}…</span>{' '}
          <CopyButton value={delivery.bodySha256} label="Copy the body's SHA-256" />
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
      delivery {id}
    </Anchor>
  )
}
