import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { navigation } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import { splitHeld } from './live-pages.ts'
import { logMemory } from './log-memory.ts'
import classes from './log.module.css'
import { LogHead, LogRow } from './log-row.tsx'
import type { useLog } from './use-log.ts'

const rowHeight = 30
const headHeight = 30
/** The desk counts no further. */
const mostCounted = 10_000

/**
 * The rows as a grid that the arrow keys walk through; it asks for older rows as their place comes into view. Enter opens a row,
 * and once more goes on into its drawer (`onEnter`): until then the arrows keep walking, and the drawer follows.
 */
export function LogTable({ log, onEnter }: { log: ReturnType<typeof useLog>; onEnter(): void }) {
  const grid = useRef<HTMLDivElement>(null)
  const { deliveryId } = navigation.use()
  const [activeId, setActiveId] = useState(deliveryId)
  const [heldId, setHeldId] = useState<number | null>(null)
  const { rows, waiting } = useMemo(() => splitHeld(log.data, heldId), [log.data, heldId])
  const total = log.data?.pages[0]?.total ?? rows.length

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: logMemory.get().scrollOffset,
    getItemKey: (index) => rows[index]?.id ?? index,
    onChange: (instance) => {
      const offset = instance.scrollOffset ?? 0
      if (!instance.isScrolling) logMemory.set({ scrollOffset: offset })
      // While a person reads further down nothing may move: rows that come meanwhile wait behind the pill.
      setHeldId((held) => (offset <= 1 ? null : (held ?? rows[0]?.id ?? null)))
    },
  })

  const visible = virtualizer.getVirtualItems()
  const lastVisible = visible.at(-1)?.index ?? 0
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = log
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible > rows.length - 40) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, rows.length])

  const choose = (id: number): void => {
    setActiveId(id)
    navigation.set({ deliveryId: id })
  }
  const step = (by: number): void => {
    const at = rows.findIndex((row) => row.id === activeId)
    const index = Math.max(0, Math.min(rows.length - 1, at === -1 ? 0 : at + by))
    const row = rows[index]
    if (!row) return
    setActiveId(row.id)
    // From a button that still has the focus, Enter would press that button.
    grid.current?.focus()
    virtualizer.scrollToIndex(index)
    // An open drawer follows the row.
    if (navigation.get().deliveryId !== null) navigation.set({ deliveryId: row.id })
  }
  const toTop = (): void => {
    setHeldId(null)
    virtualizer.scrollToOffset(0)
  }
  useCommandList(rowCommands, (id) => {
    const pageRows = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2)
    if (id === 'log-down') step(1)
    if (id === 'log-up') step(-1)
    if (id === 'log-page-down') step(pageRows)
    if (id === 'log-page-up') step(-pageRows)
    if (id === 'log-top') toTop()
    if (id !== 'log-open' || activeId === null) return
    if (activeId === deliveryId) onEnter()
    else choose(activeId)
  })

  return (
    <>
      <div
        ref={grid}
        className={classes.grid}
        role="grid"
        aria-label={t('log.rows')}
        aria-rowcount={total + 1}
        aria-activedescendant={activeId === null ? undefined : `delivery-${activeId}`}
        tabIndex={0}
      >
        <LogHead />
        <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {visible.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <LogRow
                key={row.id}
                row={row}
                rowIndex={item.index + 2}
                top={item.start - headHeight}
                active={row.id === activeId}
                open={row.id === deliveryId}
                onOpen={choose}
              />
            )
          })}
        </div>
      </div>
      {waiting > 0 && (
        <Button className={classes.pill} radius="xl" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={toTop}>
          {t('log.waiting', { count: waiting })}
        </Button>
      )}
      <p className={classes.total}>
        {total >= mostCounted ? t('log.moreThan', { count: mostCounted }) : t('ui.deliveries', { count: total })}
      </p>
    </>
  )
}

/** They work wherever on the page the focus is, as long as nothing else has a use for them. */
const rowCommands = () =>
  [
    { id: 'log-down', label: t('log.command.down'), keys: ['ArrowDown', 'j'] },
    { id: 'log-up', label: t('log.command.up'), keys: ['ArrowUp', 'k'] },
    { id: 'log-page-down', label: t('log.command.pageDown'), keys: ['PageDown'] },
    { id: 'log-page-up', label: t('log.command.pageUp'), keys: ['PageUp'] },
    { id: 'log-top', label: t('log.command.top'), keys: ['Home'] },
    { id: 'log-open', label: t('log.command.open'), keys: ['Enter'] },
  ].map((command) => ({ ...command, group: t('app.page.log'), keysOnly: true }))
