import { Anchor, Tooltip, UnstyledButton } from '@mantine/core'
import { IconVideo } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { useOffice } from '../app/office.ts'
import { hostsQuery } from '../app/queries.ts'
import { safeLink } from '../appointment/safe-link.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { subjectOfCard, Who } from '../gestures/subject.tsx'
import { formatRelative, formatTime } from '../ui/format.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { t, Words } from '../ui/t.tsx'
import { comingNext } from './summary.ts'
import classes from './today.module.css'

/** Who comes next, when, to whom, and the way into the video call. */
export function NextUp({ cards, nowMs, onOpen }: { cards: readonly AppointmentCard[]; nowMs: number; onOpen(id: number): void }) {
  const [next, ...others] = comingNext(cards, nowMs)
  return (
    <div className={classes.next}>
      <span className={classes.label}>{t('today.next')}</span>
      {next ? <Coming card={next} nowMs={nowMs} others={others.length} onOpen={onOpen} /> : <span>{t('today.nobodyNext')}</span>}
    </div>
  )
}

function Coming({ card, nowMs, others, onOpen }: { card: AppointmentCard; nowMs: number; others: number; onOpen(id: number): void }) {
  const office = useOffice()
  const isSoon = card.startMs - nowMs < 3_600_000
  const { data: hosts } = useQuery(hostsQuery)
  const who = <Who name={subjectOfCard(card).name} />
  // As the team calls them; a calendar often has nothing but an address.
  const [onlyHost, ...moreHosts] = card.hostIds
  const host = (moreHosts.length === 0 ? hosts?.find(({ id }) => id === onlyHost)?.name : null) ?? card.hostLabel
  return (
    <>
      <Tooltip label={t('today.openNext')}>
        <UnstyledButton className={classes.coming} onClick={() => onOpen(card.id)}>
          <time dateTime={new Date(card.startMs).toISOString()}>{formatTime(card.startMs, office)}</time>
          {isSoon && <span className={classes.soon}>{formatRelative(card.startMs, office, nowMs)}</span>}
          <span className={classes.who}>
            {host === null ? who : <Words k="today.nextWho" parts={{ who, host: <span>{host}</span> }} />}
          </span>
          <OriginMark origin={card.origin} />
        </UnstyledButton>
      </Tooltip>
      {card.locationKind === 'video' && <VideoLink id={card.id} />}
      {others > 0 && (
        <Tooltip label={t('today.nextMore', { count: others })}>
          <span className={classes.quiet}>+{others}</span>
        </Tooltip>
      )}
    </>
  )
}

function VideoLink({ id }: { id: number }) {
  const { data: appointment } = useQuery(appointmentQuery(id))
  const link = safeLink(appointment?.details.location?.url ?? null)
  if (!link) return null
  const words = t('today.join', { place: link.hostName })
  return (
    <Anchor href={link.href} target="_blank" rel="noreferrer" className={classes.video} title={words}>
      <IconVideo size={14} aria-hidden />
      <span className={classes.who}>{words}</span>
    </Anchor>
  )
}
