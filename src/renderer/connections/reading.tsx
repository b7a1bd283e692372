import type { Connection } from '../../shared/contract/connections.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './connections.module.css'

/** When a provider was read last, why, and what came of it. */
export function Reading({ reading }: { reading: Connection['lastReading'] }) {
  if (!reading) return <span>{t('connections.reading.none')}</span>
  const { startedAtMs, outcome, changed, cause } = reading
  if (outcome === null) {
    return (
      <span>
        <Words k="connections.reading.running" parts={{ time: <Time ms={startedAtMs} as="relative" /> }} />
      </span>
    )
  }
  return (
    <span className={classes.parts}>
      <Time ms={startedAtMs} as="relative" />
      <span>{t(`connections.cause.${cause}`)}</span>
      {outcome === 'done' ? (
        <span>{t('connections.reading.changes', { count: changed })}</span>
      ) : (
        <span className={classes.bad}>{t(`connections.outcome.${outcome}`)}</span>
      )}
    </span>
  )
}
