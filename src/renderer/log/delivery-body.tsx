import { Group, SegmentedControl, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { prettyBody } from './body.ts'
import classes from './log.module.css'

/** The bytes as they came, or indented where they are JSON. Always text: nothing a stranger sent is rendered. */
export function DeliveryBody({ delivery }: { delivery: Delivery }) {
  const [shown, setShown] = useState('pretty')
  const { bodyText, bodyBase64 } = delivery
  const pretty = useMemo(() => (bodyText === null ? null : prettyBody(bodyText)), [bodyText])
  const text = (shown === 'pretty' && pretty) || (bodyText ?? bodyBase64)
  return (
    <section className={classes.section}>
      <Group justify="space-between" mb={6}>
        <Title order={3} m={0}>
          Body
        </Title>
        <Group gap={4}>
          {pretty !== null && (
            <SegmentedControl
              aria-label="How the body is shown"
              value={shown}
              onChange={setShown}
              data={[
                { value: 'pretty', label: 'Pretty' },
                { value: 'raw', label: 'Raw' },
              ]}
            />
          )}
          {text && <CopyButton value={text} label="Copy the body" />}
        </Group>
      </Group>
      {text ? (
        // Scrolls by itself, so the keyboard must reach it.
        <pre className={classes.body} tabIndex={0} role="region" aria-label="Body">
          {text}
        </pre>
      ) : (
        <p className={classes.note}>{delivery.bodySize === 0 ? 'The request had no body.' : 'The body was not kept.'}</p>
      )}
      {bodyText === null && bodyBase64 !== null && <p className={classes.note}>Not text; shown as base64.</p>}
      {delivery.bodyTruncated && <p className={classes.note}>Only the beginning is kept of a body that was refused.</p>}
    </section>
  )
}
