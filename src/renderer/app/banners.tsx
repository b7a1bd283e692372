import { useQuery } from '@tanstack/react-query'
import type { DeskStatus } from '../../shared/contract.ts'
import { AwayBanner } from '../away/away-banner.tsx'
import { latestGapQuery } from '../away/queries.ts'
import { t } from '../ui/t.tsx'
import { VaultBanner } from '../vault/vault-banner.tsx'
import classes from './frame.module.css'
import { MadeUp } from './made-up.tsx'
import { useStatus } from './queries.ts'

const news = ({ storeProblem, vault, sampleCount, testCount }: DeskStatus) => ({ storeProblem, vault, sampleCount, testCount })

/** What concerns every page: a database that could not be opened, secrets that wait for a decision, samples and tests among the real. */
export function Banners() {
  const status = useStatus(news)
  const { data: gap } = useQuery(latestGapQuery)
  if (!status || !(gap || hasNews(status))) return null
  return (
    <section aria-label={t('app.notices')}>
      {status.storeProblem ? (
        <div className={classes.banner} data-tone="bad" role="alert">
          <strong>{t('app.storeProblem', { message: status.storeProblem.message })}</strong>
          <span>{t('app.storeLeft', { file: status.storeProblem.file })}</span>
        </div>
      ) : (
        <>
          <VaultBanner vault={status.vault} />
          <AwayBanner />
          {(status.sampleCount > 0 || status.testCount > 0) && (
            <div className={classes.banner}>
              {status.sampleCount > 0 && <MadeUp origin="sample" amount={status.sampleCount} />}
              {status.testCount > 0 && <MadeUp origin="test" amount={status.testCount} />}
            </div>
          )}
        </>
      )}
    </section>
  )
}

function hasNews({ storeProblem, vault, sampleCount, testCount }: ReturnType<typeof news>): boolean {
  return storeProblem !== null || vault.state !== 'ready' || sampleCount > 0 || testCount > 0
}
