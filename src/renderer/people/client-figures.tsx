import { Tooltip } from '@mantine/core'
import type { ReactNode } from 'react'
import type { Client } from '../../shared/contract/clients.ts'
import { useOffice } from '../app/office.ts'
import { formatDay } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

const hourMs = 3_600_000

export function ClientFigures({ client: { figures } }: { client: Client }) {
  const office = useOffice()
  const { visits, noShows, cancellations, leadTimeMs, firstSeenMs, knownAtMs } = figures
  return (
    <PeopleSection title={t('clients.figures.label')}>
      <dl className={classes.figures}>
        <Figure label={t('clients.figures.visits')}>{visits}</Figure>
        <Figure label={t('clients.figures.noShows')}>
          <span data-bad={noShows > 0 || undefined}>{noShows}</span>
        </Figure>
        <Figure label={t('clients.figures.cancellations')}>{cancellations}</Figure>
        <Tooltip label={t('clients.figures.leadTimeHint')}>
          <div className={classes.figure}>
            <dt>{t('clients.figures.leadTime')}</dt>
            <dd>{leadTimeMs === null ? t('clients.figures.unknown') : durationText(leadTimeMs)}</dd>
          </div>
        </Tooltip>
        <Figure label={t('clients.figures.firstSeen')}>
          {firstSeenMs === null ? t('clients.figures.never') : formatDay(firstSeenMs, office)}
        </Figure>
        <Figure label={t('clients.figures.known')}>{formatDay(knownAtMs, office)}</Figure>
      </dl>
    </PeopleSection>
  )
}

function Figure({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.figure}>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}

/** In whole days from two days on, else in hours. */
function durationText(ms: number): string {
  if (ms >= 48 * hourMs) return t('clients.figures.days', { count: Math.round(ms / 24 / hourMs) })
  return ms < hourMs ? t('clients.figures.underHour') : t('clients.figures.hours', { count: Math.round(ms / hourMs) })
}
