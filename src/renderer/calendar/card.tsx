import {
  IconAlertTriangle,
  IconArrowsSplit2,
  IconClockQuestion,
  IconLayersIntersect,
  IconMapPin,
  IconPhone,
  IconStopwatch,
  IconVideo,
  IconWorld,
} from '@tabler/icons-react'
import { memo, useLayoutEffect, useRef } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { formatTime } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { originLabel, sourceName } from '../ui/labels.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { tintOf } from './calendar-memory.ts'
import { useCardSurroundings } from './card-context.ts'
import classes from './card.module.css'
import { accessibleName, clientName, clientTimesText, doubts, kindOf, statusInWords, timesText } from './describe.ts'
import { shortConsultationMinutes, spanOf } from './span.ts'

/** `column`: as tall as it takes time. `line`: one line of a month's day. `row`: a whole line of the list. */
export type CardShape = 'column' | 'line' | 'row'

export interface CardProps {
  readonly card: AppointmentCard
  readonly shape: CardShape
  /** True in a column that is headed by the host, who then need not be named again. */
  readonly isOnHost?: boolean
}

/** An appointment in the grid. The grid's own element around it is what takes focus and clicks. */
export function Card({ card, shape, isOnHost = false }: CardProps) {
  const { office, colourBy, hostTints, newIds, chosenId } = useCardSurroundings()
  return (
    <DrawnCard
      card={card}
      shape={shape}
      isOnHost={isOnHost}
      office={office}
      tint={tintOf(card, colourBy, hostTints)}
      isNew={newIds.has(card.id)}
      isChosen={chosenId === card.id}
    />
  )
}

interface DrawnCardProps extends Required<CardProps> {
  readonly office: Office
  readonly tint: number
  readonly isNew: boolean
  readonly isChosen: boolean
}

/** The grid draws all cards anew when one comes: most of that time goes into what a card shows, which stays as it is. */
const DrawnCard = memo(function DrawnCard({ card, shape, isOnHost, office, tint, isNew, isChosen }: DrawnCardProps) {
  const root = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    const button = root.current?.closest('[role="button"]')
    if (isChosen) button?.setAttribute('aria-current', 'true')
    else button?.removeAttribute('aria-current')
  }, [isChosen])
  const minutes = shortConsultationMinutes(card)
  return (
    <div
      ref={root}
      className={classes.card}
      data-appointment={card.id}
      data-shape={shape}
      data-status={card.status}
      data-tint={tint}
      data-chip={minutes === null ? undefined : ''}
      data-open-ended={spanOf(card).endKnown ? undefined : ''}
      data-new={isNew ? '' : undefined}
      data-chosen={isChosen ? '' : undefined}
    >
      {/* One sentence instead of the pieces, which are drawn for the eye. */}
      <span className="visually-hidden">{accessibleName(card, office)}</span>
      {shape === 'row' ? (
        <RowLines card={card} minutes={minutes} office={office} isNew={isNew} />
      ) : (
        <CompactLines card={card} shape={shape} minutes={minutes} isOnHost={isOnHost} office={office} isNew={isNew} />
      )}
    </div>
  )
})

interface Parts {
  readonly card: AppointmentCard
  readonly minutes: number | null
  readonly office: Office
  readonly isNew: boolean
}

function CompactLines({ card, shape, minutes, isOnHost, office, isNew }: Parts & { shape: CardShape; isOnHost: boolean }) {
  const hasThreeLines = shape === 'column' && minutes === null
  return (
    <div aria-hidden className={`${classes.lines} ${hasThreeLines ? classes.tall : ''} ${minutes === null ? '' : classes.chip}`}>
      <div className={classes.line}>
        <span className={classes.time}>
          {card.startAssumed && '≈'}
          {formatTime(card.startMs, office)}
          {!spanOf(card).endKnown && <span className={classes.unsure}>–?</span>}
        </span>
        <span data-private className={classes.name}>
          {clientName(card)}
        </span>
        {minutes !== null && <ShortMark minutes={minutes} />}
        <span className={classes.marks}>
          {isNew && <NewMark />}
          <DisagreementMark card={card} />
          {(card.sourcesDiffer || !hasThreeLines) && <SourcesMark card={card} />}
          {!hasThreeLines && <SmallMarks card={card} />}
          <span className={classes.statusMark}>
            <StatusMark status={card.status} iconOnly />
          </span>
        </span>
      </div>
      {hasThreeLines && (
        <>
          <div className={classes.second}>
            <span className={classes.fade}>
              {kindOf(card)}
              {card.hostLabel && !isOnHost && ` · ${card.hostLabel}`}
            </span>
            <span className={classes.marks}>
              <PlaceMark card={card} />
              <ZoneMark card={card} office={office} />
              {!card.sourcesDiffer && <SourcesMark card={card} />}
              <SmallMarks card={card} />
            </span>
          </div>
          <div className={classes.third}>
            <span className={classes.fade}>{sourceName(card.source)}</span>
            <span className={classes.originWords}>
              <OriginMark origin={card.origin} />
            </span>
            <span className={classes.statusWords}>
              {card.status === 'superseded' ? t('calendar.card.moved') : <StatusMark status={card.status} />}
            </span>
          </div>
        </>
      )}
    </div>
  )
}

/** Source and origin where there is no room for their words. */
function SmallMarks({ card }: { card: AppointmentCard }) {
  return (
    <>
      {card.origin !== 'real' && <span className={classes.originLetter}>{originLabel(card.origin).charAt(0)}</span>}
      <span className={classes.sourceMark}>
        <SourceMark source={card.source} iconOnly />
      </span>
    </>
  )
}

function RowLines({ card, minutes, office, isNew }: Parts) {
  const clientTimes = clientTimesText(card, office)
  const asides = [...doubts(card), clientTimes ? t('calendar.card.client', { times: clientTimes }) : ''].filter(Boolean)
  return (
    <div aria-hidden className={classes.cells}>
      <span className={classes.cell}>
        {card.startAssumed && '≈'}
        {timesText(card, office)}
        {!spanOf(card).endKnown && '–?'}
      </span>
      <span className={classes.cell}>
        <span data-private className={classes.name}>
          {clientName(card)}
        </span>
        {minutes !== null && <ShortMark minutes={minutes} />}
        {isNew && <NewMark />}
        <DisagreementMark card={card} />
      </span>
      <span className={classes.cell}>
        <span className={classes.fade}>{kindOf(card)}</span>
        <PlaceMark card={card} />
      </span>
      <span className={classes.cell}>
        <span className={classes.fade}>{card.hostLabel ?? '—'}</span>
      </span>
      <span className={`${classes.cell} ${classes.asides}`}>
        <span className={classes.fade}>{asides.join(' · ')}</span>
      </span>
      <span className={classes.cell}>
        <SourceMark source={card.source} />
        <SourcesMark card={card} />
        <OriginMark origin={card.origin} />
      </span>
      <span className={classes.cell}>
        <StatusMark status={card.status} iconOnly /> <span className={classes.status}>{statusInWords(card)}</span>
      </span>
    </div>
  )
}

function ShortMark({ minutes }: { minutes: number }) {
  return (
    <span className={classes.short}>
      <IconStopwatch size={12} aria-hidden />
      {minutes}
    </span>
  )
}

function NewMark() {
  return <span className={classes.new}>{t('calendar.card.new')}</span>
}

/** The desk and the provider say different things of it; what, stands in the drawer. */
function DisagreementMark({ card }: { card: AppointmentCard }) {
  return card.disagrees ? <IconArrowsSplit2 size={14} stroke={2.4} aria-hidden className={classes.disagreement} /> : null
}

/** Several sources tell of it: quiet where they agree, clear where they do not. */
function SourcesMark({ card: { seenIn, sourcesDiffer } }: { card: AppointmentCard }) {
  if (sourcesDiffer) return <IconAlertTriangle size={14} stroke={2.4} aria-hidden className={classes.sourcesDiffer} />
  return seenIn > 1 ? <IconLayersIntersect size={14} aria-hidden className={classes.icon} /> : null
}

const placeIcons = { video: IconVideo, place: IconMapPin, phone: IconPhone, other: null } as const

function PlaceMark({ card }: { card: AppointmentCard }) {
  const Icon = card.locationKind === null ? null : placeIcons[card.locationKind]
  return Icon && <Icon size={14} aria-hidden className={classes.icon} />
}

/** Says that something about the time is unusual; what it is stands in the tooltip. */
function ZoneMark({ card, office }: { card: AppointmentCard; office: Office }) {
  const differs = clientTimesText(card, office) !== null
  const isDoubtful = doubts(card).length > 0
  return (
    <>
      {differs && <IconWorld size={14} aria-hidden className={classes.icon} />}
      {isDoubtful && <IconClockQuestion size={14} aria-hidden className={classes.icon} />}
    </>
  )
}
