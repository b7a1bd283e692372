import { Group, SegmentedControl, Title } from '@mantine/core'
import { useMemo, useState } from 'react'
import type { Delivery } from '../../shared/delivery.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { t } from '../ui/t.tsx'
import { prettyBody, withUnseenShown } from './body.ts'
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
          {t('log.body.title')}
        </Title>
        <Group gap={4}>
          {pretty !== null && (
            <SegmentedControl
              aria-label={t('log.body.shown')}
              value={shown}
              onChange={setShown}
              data={[
                { value: 'pretty', label: t('log.body.pretty') },
                { value: 'raw', label: t('log.body.raw') },
              ]}
            />
          )}
          {text && <CopyButton value={text} label={t('log.body.copy')} />}
        </Group>
      </Group>
      {text ? (
        // Scrolls by itself, so the keyboard must reach it.
        <pre className={classes.body} tabIndex={0} role="region" aria-label={t('log.body.title')} data-private>
          {withUnseenShown(text)}
        </pre>
      ) : (
        <p className={classes.note}>{t(delivery.bodySize === 0 ? 'log.body.none' : 'log.body.notKept')}</p>
      )}
      {bodyText === null && bodyBase64 !== null && <p className={classes.note}>{t('log.body.notText')}</p>}
      {delivery.bodyTruncated && <p className={classes.note}>{t('log.body.truncated')}</p>}
    </section>
  )
}
