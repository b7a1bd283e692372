import { Tooltip } from '@mantine/core'
import { draggable } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { IconCalendarDue, IconCalendarPlus, IconHandStop } from '@tabler/icons-react'
import { memo, useEffect, useRef, useState } from 'react'
import type { BoardCard } from '../../shared/contract/pipeline.ts'
import type { ClientStage } from '../../shared/words.ts'
import { openClient } from '../app/navigation.ts'
import { may } from '../browser/may.ts'
import { formatDayTime, formatMoment } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { sourceName, stageLabel } from '../ui/labels.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t, Words } from '../ui/t.tsx'
import { boardMemory } from './board-query.ts'
import { CardMenu } from './card-menu.tsx'
import { daysSince } from './days.ts'
import { dragDataOf } from './drag.ts'
import classes from './pipeline.module.css'
import { movedOf } from './set-stage.tsx'
import type { Moved } from './set-stage.tsx'

export interface CardProps {
  readonly card: BoardCard
  readonly stage: ClientStage
  readonly office: Office
  readonly nowMs: number
  readonly isActive: boolean
  readonly isFresh: boolean
  onMove(moved: Moved, to: ClientStage): void
}

/**
 * One client: who, what comes next, and for how long they have been in the stage. Enter or a click opens them; they are dragged as a whole.
 * A column shows a dozen of them, and is drawn for each client that comes into it: they are not.
 */
export const ClientCard = memo(function ClientCard({ card, stage, office, nowMs, isActive, isFresh, onMove }: CardProps) {
  const frame = useRef<HTMLDivElement>(null)
  const [isDragged, setDragged] = useState(false)
  const [isMenuOpen, setMenuOpen] = useState(false)
  useEffect(() => {
    if (!frame.current || !may('pipeline.setStage')) return
    return draggable({
      element: frame.current,
      getInitialData: () => dragDataOf(card, stage),
      onDragStart: () => setDragged(true),
      onDrop: () => setDragged(false),
    })
  }, [card, stage])

  const days = daysSince(card.stageAtMs, office, nowMs)
  return (
    <div ref={frame} className={classes.card} data-fresh={isFresh || undefined} data-dragged={isDragged || undefined}>
      <Tooltip
        disabled={isDragged || isMenuOpen}
        position="right"
        label={<CardHint card={card} stage={stage} office={office} nowMs={nowMs} />}
      >
        <button
          type="button"
          className={classes.open}
          data-client={card.id}
          tabIndex={isActive ? 0 : -1}
          onFocus={() => boardMemory.set({ activeId: card.id })}
          onClick={() => openClient(card.id)}
        >
          <span className={classes.line}>
            <span className={classes.name} data-private>
              {card.label ?? t('pipeline.card.unknown')}
            </span>
            {isFresh && <span className={classes.fresh}>{t('pipeline.card.moved')}</span>}
            <OriginMark origin={card.origin} />
          </span>
          <NextLine card={card} stage={stage} office={office} nowMs={nowMs} />
          <span className={classes.line}>
            {card.source && <SourceMark source={card.source} iconOnly />}
            <span className={classes.days}>{days === 0 ? t('pipeline.card.today') : t('pipeline.card.days', { count: days })}</span>
            {card.by !== null && <IconHandStop size={14} role="img" aria-label={t('pipeline.card.by', { actor: card.by })} />}
          </span>
        </button>
      </Tooltip>
      <CardMenu
        clientId={card.id}
        stage={stage}
        isReachable={isActive}
        onOpenChange={setMenuOpen}
        onOpenClient={() => openClient(card.id)}
        onMove={(to) => onMove(movedOf(card, stage), to)}
      />
    </div>
  )
})

function NextLine({ card, stage, office, nowMs }: Pick<CardProps, 'card' | 'stage' | 'office' | 'nowMs'>) {
  const { next } = card
  if (!next)
    return (
      <span className={classes.line}>
        <span className={classes.quiet}>{t('pipeline.card.noNext')}</span>
      </span>
    )
  const when = formatMoment(next.startMs, office, nowMs)
  const isAgain = isEnd(stage)
  const NextIcon = isAgain ? IconCalendarPlus : IconCalendarDue
  return (
    <span className={classes.line} data-again={isAgain || undefined}>
      <NextIcon size={14} className={classes.nextIcon} aria-hidden />
      <span className={classes.when}>
        {when}
        <span className="visually-hidden">{t(isAgain ? 'pipeline.card.again' : 'pipeline.card.next', { when: '' })}</span>
      </span>
      {next.hostLabel && <span className={classes.host}>{next.hostLabel}</span>}
    </span>
  )
}

/** From here only a person moves a client. */
const isEnd = (stage: ClientStage): boolean => stage === 'completed' || stage === 'lost'

/** Everything that the card has no room for. */
function CardHint({ card, stage, office, nowMs }: Pick<CardProps, 'card' | 'stage' | 'office' | 'nowMs'>) {
  const { next, by, reason, source } = card
  return (
    <>
      <strong data-private>{card.label ?? t('pipeline.card.unknown')}</strong>
      <div>{t('pipeline.card.since', { stage: stageLabel(stage), when: formatDayTime(card.stageAtMs, office, nowMs) })}</div>
      {by !== null && (
        <div>
          {reason === null ? (
            t('pipeline.card.by', { actor: by })
          ) : (
            <Words k="pipeline.card.byWithReason" values={{ actor: by }} parts={{ reason: <span data-private>{reason}</span> }} />
          )}
        </div>
      )}
      <div>
        {next
          ? t(isEnd(stage) ? 'pipeline.card.again' : 'pipeline.card.next', { when: formatDayTime(next.startMs, office, nowMs) })
          : t('pipeline.card.noNext')}
        {next?.hostLabel && ` ${t('pipeline.card.with', { host: next.hostLabel })}`}
      </div>
      {source && <div>{t('pipeline.card.from', { source: sourceName(source) })}</div>}
    </>
  )
}
