import type { UseInfiniteQueryResult } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import type { ReactNode, RefObject } from 'react'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import type { Memory } from '../app/memory.ts'
import classes from './row-grid.module.css'

const headHeight = 30

export interface RowGridProps<Row extends { readonly id: number }> {
  readonly label: string
  readonly grid: RefObject<HTMLDivElement | null>
  readonly rows: readonly Row[]
  /** Of all there are, also of those that were not asked for yet; null: unknown. */
  readonly total: number | null
  /** Below the rows: how many there are. */
  readonly totalText: string
  readonly rowHeight: number
  /** Older rows are asked for as their place comes into view. */
  readonly pages: Pick<UseInfiniteQueryResult, 'hasNextPage' | 'isFetchingNextPage' | 'fetchNextPage'>
  readonly memory: Pick<Memory<{ scrollOffset: number }>, 'get' | 'set'>
  /** Whose row is open beside the list; null: none. */
  readonly openId: number | null
  readonly onOpen: (id: number) => void
  /** Enter on the row that is open: until then the arrows keep walking, and what is open follows. */
  readonly onEnter: () => void
  readonly onScroll?: (offset: number) => void
  /** `<prefix>-down`, `-up`, `-page-down`, `-page-up` and `-open`, with their words and keys. */
  readonly commands: CommandList
  /** Before the row's id, in the document. */
  readonly prefix: string
  readonly head: ReactNode
  readonly renderCells: (row: Row) => ReactNode
}

/** A list of any length as a grid that the arrow keys walk through. */
export function RowGrid<Row extends { readonly id: number }>(props: RowGridProps<Row>) {
  const { grid, rows, total, rowHeight, memory, openId, onOpen, onEnter, onScroll, prefix } = props
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = props.pages
  const [activeId, setActiveId] = useState(openId)
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: memory.get().scrollOffset,
    getItemKey: (index) => rows[index]?.id ?? index,
    onChange: (instance) => {
      const scrollOffset = instance.scrollOffset ?? 0
      if (!instance.isScrolling) memory.set({ scrollOffset })
      onScroll?.(scrollOffset)
    },
  })

  const visible = virtualizer.getVirtualItems()
  const lastVisible = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible > rows.length - 40) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, rows.length])

  const open = (id: number): void => {
    setActiveId(id)
    onOpen(id)
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
    if (openId !== null) onOpen(row.id)
  }
  useCommandList(props.commands, (id) => {
    const pageRows = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2)
    if (id === `${prefix}-down`) step(1)
    if (id === `${prefix}-up`) step(-1)
    if (id === `${prefix}-page-down`) step(pageRows)
    if (id === `${prefix}-page-up`) step(-pageRows)
    if (id !== `${prefix}-open`) return
    const chosen = rows.some((row) => row.id === activeId) ? activeId : (rows[0]?.id ?? null)
    if (chosen === null) return
    if (chosen === openId) onEnter()
    else open(chosen)
  })

  return (
    <>
      <div
        ref={grid}
        className={classes.grid}
        role="grid"
        aria-label={props.label}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-activedescendant={visible.some(({ index }) => rows[index]?.id === activeId) ? `${prefix}-${activeId}` : undefined}
        tabIndex={0}
      >
        <div className={classes.head} role="rowgroup">
          {props.head}
        </div>
        <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {visible.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              // The grid has the keys and the focus, so a row is only clicked.
              // oxlint-disable-next-line jsx-a11y/click-events-have-key-events -- see above
              <div
                key={row.id}
                id={`${prefix}-${row.id}`}
                role="row"
                // Counted from 1, the head being the first.
                aria-rowindex={item.index + 2}
                aria-selected={row.id === openId}
                data-active={row.id === activeId || undefined}
                className={classes.row}
                style={{ height: rowHeight, transform: `translateY(${item.start - headHeight}px)` }}
                onClick={() => open(row.id)}
              >
                {props.renderCells(row)}
              </div>
            )
          })}
        </div>
      </div>
      <p className={classes.total}>{props.totalText}</p>
    </>
  )
}
