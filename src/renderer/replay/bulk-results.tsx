import { Anchor, Text } from '@mantine/core'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import type { BulkSum } from './bulk-sum.ts'
import classes from './replay.module.css'

const outcomes = ['accepted', 'stale', 'ignored', 'cannot'] as const

/** What became of them: how many of each, and which. */
export function BulkResults({ sum, onOpen }: { sum: BulkSum; onOpen(): void }) {
  const { locale } = useOffice()
  const told = outcomes.filter((outcome) => sum.counts[outcome] > 0)
  if (told.length === 0) return null
  return (
    <>
      <table className={classes.counts}>
        <tbody>
          {told.map((outcome) => (
            <tr key={outcome}>
              <th scope="row">{t(`replay.bulk.result.${outcome}`)}</th>
              <td>{sum.counts[outcome].toLocaleString(locale)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {/* Scrolls by itself, so the keyboard must reach it. */}
      <ul className={classes.results} aria-label={t('replay.bulk.results')} tabIndex={0}>
        {sum.listed.map(({ deliveryId, outcome, because }) => (
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
      {sum.listed.length < sum.done && (
        <Text size="sm" c="dimmed" mt={4}>
          {t('replay.bulk.moreResults')}
        </Text>
      )}
    </>
  )
}
