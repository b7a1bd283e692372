import type { InfiniteData, UseInfiniteQueryResult } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { ClientPage } from '../../shared/contract/clients.ts'
import { navigation, openClient } from '../app/navigation.ts'
import { RowGrid } from '../ui/row-grid.tsx'
import { t } from '../ui/t.tsx'
import { ClientCells, ClientHead } from './client-line.tsx'
import { peopleMemory } from './people-memory.ts'

/** The clients; Enter opens one, and once more goes on into their page (`onEnter`). */
export function ClientTable({ clients, onEnter }: { clients: UseInfiniteQueryResult<InfiniteData<ClientPage>>; onEnter(): void }) {
  const grid = useRef<HTMLDivElement>(null)
  const { clientId } = navigation.use()
  const { data } = clients
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data])
  const total = data?.pages[0]?.total ?? null
  return (
    <RowGrid
      label={t('clients.list.label')}
      grid={grid}
      rows={rows}
      total={total}
      totalText={total === null ? t('clients.list.many') : t('clients.list.total', { count: total })}
      rowHeight={34}
      pages={clients}
      memory={peopleMemory}
      openId={clientId}
      onOpen={openClient}
      onEnter={onEnter}
      commands={rowCommands}
      prefix="client"
      head={<ClientHead />}
      renderCells={(row) => <ClientCells row={row} />}
    />
  )
}

/** They work wherever on the page the focus is, as long as nothing else has a use for them. */
const rowCommands = () =>
  [
    { id: 'client-down', label: t('clients.do.down'), keys: ['ArrowDown', 'j'] },
    { id: 'client-up', label: t('clients.do.up'), keys: ['ArrowUp', 'k'] },
    { id: 'client-page-down', label: t('clients.do.pageDown'), keys: ['PageDown'] },
    { id: 'client-page-up', label: t('clients.do.pageUp'), keys: ['PageUp'] },
    { id: 'client-open', label: t('clients.do.open'), keys: ['Enter'] },
  ].map((command) => ({ ...command, group: t('clients.group'), keysOnly: true }))
