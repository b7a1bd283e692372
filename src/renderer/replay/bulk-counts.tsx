import { Anchor } from '@mantine/core'
import { useOffice } from '../app/office.ts'
import { openDelivery } from '../app/navigation.ts'
import type { BulkTryOut } from '../../shared/contract/replays.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './replay.module.css'

/** What replaying all of them would come to. */
export function BulkCounts({ tried, onOpen }: { tried: BulkTryOut; onOpen(): void }) {
  const { locale } = useOffice()
  const number = (value: number): string => value.toLocaleString(locale)
  const unable = tried.cannot.reduce((sum, { count }) => sum + count, 0)
  return (
    <table className={classes.counts}>
      <tbody>
        <tr>
          <th scope="row">{t('replay.bulk.wouldChange')}</th>
          <td>{number(tried.wouldChange)}</td>
        </tr>
        <tr>
          <th scope="row">{t('replay.bulk.nothingNew')}</th>
          <td>{number(tried.nothingNew)}</td>
        </tr>
        <tr>
          <th scope="row">{t('replay.bulk.cannot')}</th>
          <td>{number(unable)}</td>
        </tr>
        {tried.cannot.map(({ because, count, exampleId }) => (
          <tr key={because} className={classes.because}>
            <th scope="row" className={classes.because}>
              {t(`replay.because.${because}`)},{' '}
              <Words
                k="replay.bulk.example"
                values={{ id: exampleId }}
                parts={{
                  link: (
                    <Anchor
                      component="button"
                      type="button"
                      fz="inherit"
                      lh="inherit"
                      onClick={() => {
                        onOpen()
                        openDelivery(exampleId)
                      }}
                    />
                  ),
                }}
              />
            </th>
            <td>{number(count)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
