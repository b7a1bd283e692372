import { monitorForElements } from '@atlaskit/pragmatic-drag-and-drop/element/adapter'
import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import type { BoardColumn } from '../../shared/contract/pipeline.ts'
import { clientStages } from '../../shared/words.ts'
import type { ClientStage } from '../../shared/words.ts'
import { openClient } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { useCardFocus } from '../gestures/use-appointment-focus.ts'
import { undoNewest } from '../gestures/undo.tsx'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { boardMemory } from './board-query.ts'
import { draggedIn, stageIn } from './drag.ts'
import classes from './pipeline.module.css'
import { movedOf } from './set-stage.tsx'
import type { Moved } from './set-stage.tsx'
import { StageColumn } from './stage-column.tsx'
import { StageDialog } from './stage-dialog.tsx'
import type { Asked } from './stage-dialog.tsx'
import { useBoardCommands } from './use-board-commands.ts'
import { walk } from './walk.ts'

/** The five columns, the keys that walk and move, and the dialog that asks why. */
export function Board({
  columns,
  fresh,
  isSearching,
  onMore,
}: {
  columns: readonly BoardColumn[]
  fresh: ReadonlySet<number>
  isSearching: boolean
  onMore(stage: ClientStage): void
}) {
  const root = useRef<HTMLDivElement>(null)
  const wanted = useRef<number | null>(null)
  const office = useOffice()
  const nowMs = useNow()
  const { activeId: remembered } = boardMemory.use()
  const [asked, setAsked] = useState<Asked | null>(null)
  const ids = columns.map(({ cards }) => cards.map(({ id }) => id))
  // Always one that the tab key comes by.
  const activeId = remembered !== null && ids.some((column) => column.includes(remembered)) ? remembered : (ids.flat()[0] ?? null)
  useCardFocus(root, 'data-client')

  // What an arrow goes to is perhaps only now drawn.
  useEffect(() => {
    if (wanted.current === null) return
    const card = root.current?.querySelector<HTMLElement>(`[data-client="${wanted.current}"]`)
    if (!card) return
    wanted.current = null
    card.focus()
  })

  const move = useCallback(
    (moved: Moved, to: ClientStage): void => {
      boardMemory.set({ activeId: moved.id })
      if (to !== moved.stage) setAsked({ moved, to })
    },
    [setAsked],
  )
  useDropping(move)
  useBoardCommands((command) => {
    if ('step' in command) {
      wanted.current = walk(ids, remembered === activeId ? activeId : null, command.step)
      boardMemory.set({ activeId: wanted.current })
      // The same card once more: nothing is drawn anew by that.
      if (wanted.current === remembered) root.current?.querySelector<HTMLElement>(`[data-client="${remembered}"]`)?.focus()
      return
    }
    if (command.act === 'undo') return undoNewest() ? undefined : tell(t('pipeline.do.nothingToUndo'))
    const active = remembered === activeId ? findMoved(columns, activeId) : null
    if (!active) return tell(t('pipeline.do.noneChosen'))
    if (command.act === 'open') return openClient(active.id)
    const to = targetOf(active.stage, command.act)
    if (to) move(active, to)
  })

  return (
    <div ref={root} className={classes.board} role="group" aria-label={t('pipeline.board')}>
      {columns.map((column) => (
        <StageColumn
          key={column.stage}
          column={column}
          office={office}
          nowMs={nowMs}
          activeId={activeId}
          fresh={fresh}
          isSearching={isSearching}
          onMove={move}
          onMore={() => onMore(column.stage)}
        />
      ))}
      <StageDialog asked={asked} onClose={() => setAsked(null)} />
    </div>
  )
}

/** Hears of cards that are dropped on a column. */
function useDropping(onMove: (moved: Moved, to: ClientStage) => void): void {
  const dropped = useEffectEvent((moved: Moved | null, to: ClientStage | null) => {
    if (moved && to) onMove(moved, to)
  })
  useEffect(
    () =>
      monitorForElements({
        canMonitor: ({ source }) => draggedIn(source.data) !== null,
        onDrop: ({ source, location }) => dropped(draggedIn(source.data), stageIn(location.current.dropTargets[0]?.data)),
      }),
    [],
  )
}

function findMoved(columns: readonly BoardColumn[], id: number | null): Moved | null {
  for (const { stage, cards } of columns) {
    const card = cards.find((each) => each.id === id)
    if (card) return movedOf(card, stage)
  }
  return null
}

/** Null: there is nothing further that way. */
function targetOf(stage: ClientStage, act: 'forward' | 'back' | 'finished' | 'lost'): ClientStage | null {
  if (act === 'lost') return 'lost'
  if (act === 'finished') return 'completed'
  const at = clientStages.indexOf(stage)
  return clientStages[act === 'forward' ? at + 1 : at - 1] ?? null
}
