import { Button, Tooltip } from '@mantine/core'
import { dropTargetForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import type { BoardColumn } from '../../shared/contract/pipeline.ts'
import type { ClientStage } from '../../shared/words.ts'
import { formatNumber } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { stageLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { mostCards } from './board-query.ts'
import { ClientCard } from './client-card.tsx'
import { draggedIn, dropDataOf } from './drag.ts'
import classes from './pipeline.module.css'
import type { Moved } from './set-stage.tsx'

/** As in pipeline.module.css: a card and the gap below it. */
const cardHeight = 74
const gap = 6

export interface ColumnProps {
  readonly column: BoardColumn
  readonly office: Office
  readonly nowMs: number
  readonly activeId: number | null
  readonly fresh: ReadonlySet<number>
  readonly isSearching: boolean
  onMove(moved: Moved, to: ClientStage): void
  onMore(): void
}

/** One stage: its clients, newest in it first; a place to drop a card. */
export function StageColumn({ column, office, nowMs, activeId, fresh, isSearching, onMove, onMore }: ColumnProps) {
  const { stage, count, madeUpCount, cards } = column
  const section = useRef<HTMLElement>(null)
  const list = useRef<HTMLDivElement>(null)
  const isOver = useDropTarget(section, stage)
  const activeIndex = cards.findIndex(({ id }) => id === activeId)
  const virtualizer = useVirtualizer({
    count: cards.length,
    getScrollElement: () => list.current,
    estimateSize: () => cardHeight + gap,
    overscan: 4,
    getItemKey: (index) => cards[index]?.id ?? index,
    // The card that has the focus stays, however far it is scrolled away.
    rangeExtractor: (range) => {
      const shown = defaultRangeExtractor(range)
      return activeIndex === -1 || shown.includes(activeIndex) ? shown : [...shown, activeIndex].sort((a, b) => a - b)
    },
  })
  const rest = count + madeUpCount - cards.length

  return (
    <section
      ref={section}
      className={classes.column}
      aria-label={t('pipeline.column.label', { stage: stageLabel(stage), count })}
      data-over={isOver || undefined}
    >
      <header className={classes.head}>
        <h2>{stageLabel(stage)}</h2>
        <span className={classes.count} aria-hidden>
          {formatNumber(count)}
        </span>
        {madeUpCount > 0 && (
          <Tooltip label={t('pipeline.column.samplesHint')}>
            <span className={classes.madeUp}>{t('pipeline.column.samples', { count: madeUpCount })}</span>
          </Tooltip>
        )}
      </header>
      <div ref={list} className={classes.list}>
        {isOver && <p className={classes.drop}>{t('pipeline.column.drop', { stage: stageLabel(stage) })}</p>}
        {cards.length === 0 && !isSearching && <p className={classes.nobody}>{t(`pipeline.empty.column.${stage}`)}</p>}
        <ul className={classes.cards} style={{ height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map((item) => {
            const card = cards[item.index]
            if (!card) return null
            return (
              <li
                key={item.key}
                className={classes.place}
                style={{ top: item.start }}
                aria-posinset={item.index + 1}
                aria-setsize={count + madeUpCount}
              >
                <ClientCard
                  card={card}
                  stage={stage}
                  office={office}
                  nowMs={nowMs}
                  isActive={card.id === activeId}
                  isFresh={fresh.has(card.id)}
                  onMove={onMove}
                />
              </li>
            )
          })}
        </ul>
        {rest > 0 && cards.length < mostCards && (
          <Button variant="subtle" fullWidth onClick={onMore}>
            {t('pipeline.column.more', { count: rest })}
          </Button>
        )}
        {rest > 0 && cards.length >= mostCards && <p className={classes.nobody}>{t('pipeline.column.most')}</p>}
      </div>
    </section>
  )
}

/** @returns true while a card of another stage is held over the column */
function useDropTarget(section: React.RefObject<HTMLElement | null>, stage: ClientStage): boolean {
  const [isOver, setOver] = useState(false)
  useEffect(() => {
    if (!section.current) return
    return dropTargetForElements({
      element: section.current,
      getData: () => dropDataOf(stage),
      canDrop: ({ source }) => {
        const moved = draggedIn(source.data)
        return moved !== null && moved.stage !== stage
      },
      onDragEnter: () => setOver(true),
      onDragLeave: () => setOver(false),
      onDrop: () => setOver(false),
    })
  }, [section, stage])
  return isOver
}
