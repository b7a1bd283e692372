import { Button, UnstyledButton } from '@mantine/core'
import { useState } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import type { Origin } from '../../shared/words.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { kindOf } from '../calendar/describe.ts'
import { formatDayTime } from '../ui/format.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

const shownAtFirst = 8

export interface AppointmentsProps {
  /** Newest start first. */
  readonly appointments: readonly AppointmentCard[]
  readonly openId: number | null
  /** The client's own: what is of another one is marked. */
  readonly origin: Origin
  onOpen(id: number): void
}

/** Every appointment from every source: what comes, soonest first, then what was. */
export function ClientAppointments({ appointments, ...rest }: AppointmentsProps) {
  const now = useNow()
  const isOver = ({ startMs, endMs }: AppointmentCard): boolean => (endMs ?? startMs) < now
  const upcoming = appointments.filter((card) => !isOver(card)).toReversed()
  const past = appointments.filter(isOver)
  return (
    <PeopleSection title={t('clients.appointments.title')}>
      {appointments.length === 0 ? (
        <p className={classes.quiet}>{t('clients.appointments.none')}</p>
      ) : (
        <>
          <h4 className={classes.listTitle}>
            {upcoming.length === 0
              ? t('clients.appointments.noneUpcoming')
              : t('clients.appointments.upcoming', { count: upcoming.length })}
          </h4>
          <Rows appointments={upcoming} {...rest} />
          {past.length > 0 && <h4 className={classes.listTitle}>{t('clients.appointments.past', { count: past.length })}</h4>}
          <Rows appointments={past} {...rest} />
        </>
      )}
    </PeopleSection>
  )
}

function Rows({ appointments, openId, origin, onOpen }: AppointmentsProps) {
  const [isAll, setAll] = useState(false)
  const shown = isAll ? appointments : appointments.slice(0, shownAtFirst)
  return (
    <>
      <ul className={classes.appointments}>
        {shown.map((card) => (
          <li key={card.id}>
            <Row card={card} isOpen={card.id === openId} isMarked={card.origin !== origin} onOpen={onOpen} />
          </li>
        ))}
      </ul>
      {shown.length < appointments.length && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(true)}>
          {t('clients.appointments.more', { count: appointments.length })}
        </Button>
      )}
    </>
  )
}

function Row({ card, isOpen, isMarked, onOpen }: { card: AppointmentCard; isOpen: boolean; isMarked: boolean; onOpen(id: number): void }) {
  const office = useOffice()
  const now = useNow()
  return (
    <UnstyledButton className={classes.appointment} aria-current={isOpen || undefined} onClick={() => onOpen(card.id)}>
      <span className={classes.when}>{formatDayTime(card.startMs, office, now)}</span>
      <SourceMark source={card.source} iconOnly />
      <span className={classes.kind}>
        {card.title ?? kindOf(card)}
        {card.hostLabel !== null && <span className={classes.quiet}> · {card.hostLabel}</span>}{' '}
      </span>
      <span className={classes.status}>
        {isMarked && <OriginMark origin={card.origin} />} <StatusMark status={card.status} />
      </span>
    </UnstyledButton>
  )
}
