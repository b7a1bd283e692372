import { Button, Tooltip, UnstyledButton } from '@mantine/core'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { AppointmentStatus } from '../../shared/words.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { NextUp } from './next-up.tsx'
import { Settle } from './settle.tsx'
import { countByStatus, countedStatuses } from './summary.ts'
import classes from './today.module.css'

export interface StripProps {
  /** What starts today, by start. */
  readonly cards: readonly AppointmentCard[]
  readonly nowMs: number
  /** The one status that is shown; null: all. */
  readonly status: AppointmentStatus | null
  readonly settling: boolean
  onStatus(status: AppointmentStatus | null): void
  onSettling(settling: boolean): void
  onOpen(id: number): void
}

/** The day at a glance: how many stand where, who comes next, and of whom nobody has said whether they came. */
export function Strip({ cards, nowMs, status, settling, onStatus, onSettling, onOpen }: StripProps) {
  return (
    <section className={classes.strip} aria-label={t('today.summary')}>
      <Counts cards={cards} status={status} onStatus={onStatus} />
      <NextUp cards={cards} nowMs={nowMs} onOpen={onOpen} />
      <Settle cards={cards} nowMs={nowMs} opened={settling} onOpened={onSettling} onOpen={onOpen} />
    </section>
  )
}

function Counts({ cards, status: chosen, onStatus }: Pick<StripProps, 'cards' | 'status' | 'onStatus'>) {
  const { counts, notCounted } = countByStatus(cards)
  return (
    <div className={classes.counts}>
      {countedStatuses.map((status) => {
        return (
          <Tooltip key={status} label={chosen === status ? t('today.showAll') : t('today.showOnly')}>
            <UnstyledButton
              className={classes.count}
              data-none={counts[status] === 0 ? '' : undefined}
              aria-pressed={chosen === status}
              onClick={() => onStatus(chosen === status ? null : status)}
            >
              <StatusMark status={status} /> <strong>{counts[status]}</strong>
            </UnstyledButton>
          </Tooltip>
        )
      })}
      {notCounted > 0 && <span className={classes.quiet}>{t('today.notCounted', { count: notCounted })}</span>}
      {chosen && (
        <Button variant="subtle" size="compact-xs" onClick={() => onStatus(null)}>
          {t('today.showAll')}
        </Button>
      )}
    </div>
  )
}
