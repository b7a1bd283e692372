import { Anchor, Text } from '@mantine/core'
import type { BulkItem } from '../../shared/contract/replays.ts'
import { openDelivery } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import classes from './replay.module.css'

/** More lines than anybody reads make a slow dialog. */
const mostShown = 200

/** What became of each, the last one first. */
export function BulkResults({ items, onOpen }: { items: readonly BulkItem[]; onOpen(): void }) {
  if (items.length === 0) return null
  return (
    <>
      <ul className={classes.results} aria-label={t('replay.bulk.results')}>
        {items
          .slice(-mostShown)
          .toReversed()
          .map(({ deliveryId, outcome, because }) => (
            <li key={deliveryId}>
              <Anchor
                component="button"
                type="button"
                fz="inherit"
                lh="inherit"
                ta="left"
                onClick={() => {
                  onOpen()
                  openDelivery(deliveryId)
                }}
              >
                {t('log.deliveryNumber', { id: deliveryId })}
              </Anchor>
              <span>
                {t(`replay.bulk.result.${outcome}`)}
                {because !== null && ` · ${t(`replay.because.${because}`)}`}
              </span>
            </li>
          ))}
      </ul>
      {items.length > mostShown && (
        <Text size="sm" c="dimmed">
          {t('replay.bulk.moreResults', { count: mostShown })}
        </Text>
      )}
    </>
  )
}
