import type { UseInfiniteQueryResult, InfiniteData } from '@tanstack/react-query'
import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useMemo, useRef, useState } from 'react'
import type { ClientPage } from '../../shared/contract/clients.ts'
import { useCommandList } from '../app/commands.ts'
import { navigation, openClient } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import { ClientHead, ClientLine } from './client-line.tsx'
import { peopleMemory } from './people-memory.ts'
import classes from './people.module.css'

const rowHeight = 34
const headHeight = 30

/** They work wherever on the page the focus is, as long as nothing else has a use for them. */
const rowCommands = () =>
  [
    { id: 'clients-down', label: t('clients.do.down'), keys: ['ArrowDown', 'j'] },
    { id: 'clients-up', label: t('clients.do.up'), keys: ['ArrowUp', 'k'] },
    { id: 'clients-page-down', label: t('clients.do.pageDown'), keys: ['PageDown'] },
    { id: 'clients-page-up', label: t('clients.do.pageUp'), keys: ['PageUp'] },
    { id: 'clients-open', label: t('clients.do.open'), keys: ['Enter'] },
  ].map((command) => ({ ...command, group: t('clients.group'), keysOnly: true }))

/**
 * The clients as a grid that the arrow keys walk through; it asks for more as their place comes into view. Enter opens a client, and once
 * more goes on into their page (`onEnter`): until then the arrows keep walking, and the page follows.
 */
export function ClientTable({ clients, onEnter }: { clients: UseInfiniteQueryResult<InfiniteData<ClientPage>>; onEnter(): void }) {
  const grid = useRef<HTMLDivElement>(null)
  const { clientId } = navigation.use()
  const [activeId, setActiveId] = useState(clientId)
  const { data, hasNextPage, isFetchingNextPage, fetchNextPage } = clients
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const total = data?.pages[0]?.total ?? null

  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => grid.current,
    estimateSize: () => rowHeight,
    overscan: 12,
    scrollMargin: headHeight,
    scrollPaddingStart: headHeight,
    initialOffset: peopleMemory.get().scrollOffset,
    getItemKey: (index) => rows[index]?.id ?? index,
    onChange: (instance) => {
      if (!instance.isScrolling) peopleMemory.set({ scrollOffset: instance.scrollOffset ?? 0 })
    },
  })

  const visible = virtualizer.getVirtualItems()
  const lastVisible = visible.at(-1)?.index ?? 0
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage && lastVisible > rows.length - 40) void fetchNextPage()
  }, [hasNextPage, isFetchingNextPage, fetchNextPage, lastVisible, rows.length])

  const open = (id: number): void => {
    setActiveId(id)
    openClient(id)
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
    if (clientId !== null) openClient(row.id)
  }
  useCommandList(rowCommands, (id) => {
    const pageRows = Math.max(1, Math.floor((virtualizer.scrollRect?.height ?? 0) / rowHeight) - 2)
    if (id === 'clients-down') step(1)
    if (id === 'clients-up') step(-1)
    if (id === 'clients-page-down') step(pageRows)
    if (id === 'clients-page-up') step(-pageRows)
    if (id !== 'clients-open') return
    const chosen = rows.some((row) => row.id === activeId) ? activeId : (rows[0]?.id ?? null)
    if (chosen === null) return
    if (chosen === clientId) onEnter()
    else open(chosen)
  })

  return (
    <>
      <div
        ref={grid}
        className={classes.grid}
        role="grid"
        aria-label={t('clients.list.label')}
        aria-rowcount={total === null ? -1 : total + 1}
        aria-activedescendant={visible.some(({ index }) => rows[index]?.id === activeId) ? `client-${activeId}` : undefined}
        tabIndex={0}
      >
        <ClientHead />
        <div className={classes.rows} role="rowgroup" style={{ height: virtualizer.getTotalSize() }}>
          {visible.map((item) => {
            const row = rows[item.index]
            if (!row) return null
            return (
              <ClientLine
                key={row.id}
                row={row}
                rowIndex={item.index + 2}
                top={item.start - headHeight}
                active={row.id === activeId}
                open={row.id === clientId}
                onOpen={open}
              />
            )
          })}
        </div>
      </div>
      <p className={classes.total}>{total === null ? t('clients.list.many') : t('clients.list.total', { count: total })}</p>
    </>
  )
}
