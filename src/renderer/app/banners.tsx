import { useQuery } from '@tanstack/react-query'
import { VaultBanner } from '../vault/vault-banner.tsx'
import classes from './frame.module.css'
import { MadeUpBanner } from './made-up-banner.tsx'
import { statusQuery } from './queries.ts'

/** What concerns every page: a database that could not be opened, secrets that wait for a decision, samples and tests among the real. */
export function Banners() {
  const { data: status } = useQuery(statusQuery)
  if (!status) return null
  if (status.storeProblem) {
    return (
      <div className={classes.banner} data-tone="bad" role="alert">
        <strong>{status.storeProblem.message}</strong>
        <span>The file was left as it is: {status.storeProblem.file}</span>
      </div>
    )
  }
  return (
    <>
      <VaultBanner vault={status.vault} />
      {status.sampleCount > 0 && <MadeUpBanner origin="sample" amount={status.sampleCount} />}
      {status.testCount > 0 && <MadeUpBanner origin="test" amount={status.testCount} />}
    </>
  )
}
