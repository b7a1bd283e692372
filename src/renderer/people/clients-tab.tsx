import { Button } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconFilterOff, IconUsers } from '@tabler/icons-react'
import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { navigation, openPage } from '../app/navigation.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { ClientTable } from './client-table.tsx'
import { ClientView } from './client-view.tsx'
import { clientsQuery } from './clients-query.ts'
import { everybody, isEverybody, toClientFilter } from './client-look.ts'
import { lookFor, peopleMemory } from './people-memory.ts'
import classes from './people.module.css'

/** The list of clients and, beside it or in its place, the one who is open. */
export function ClientsTab({ onAppointment, openAppointmentId }: { onAppointment(id: number): void; openAppointmentId: number | null }) {
  const { clientId } = navigation.use()
  const [focusKey, setFocusKey] = useState(0)
  return (
    <div className={classes.split} data-open={clientId !== null || undefined}>
      <div className={classes.listSide}>
        <ClientFaces onEnter={() => setFocusKey((key) => key + 1)} />
      </div>
      {clientId !== null && (
        <ClientView
          id={clientId}
          focusKey={focusKey}
          openAppointmentId={openAppointmentId}
          onAppointment={onAppointment}
          onClose={() => navigation.set({ clientId: null })}
        />
      )}
    </div>
  )
}

/** The list's four faces. */
function ClientFaces({ onEnter }: { onEnter(): void }) {
  const { look } = peopleMemory.use()
  // Typing filters what is shown once it pauses, not at each letter.
  const [search] = useDebouncedValue(look.search, 120)
  const filter = useMemo(() => toClientFilter({ ...look, search }), [look, search])
  const clients = useInfiniteQuery(clientsQuery(filter, look.order))
  if (clients.isPending) return <TableSkeleton rows={18} />
  if (clients.isError && !clients.data) {
    return <ErrorNotice title={t('clients.list.failed')} error={clients.error} onRetry={() => void clients.refetch()} />
  }
  if (clients.data.pages.some((page) => page.rows.length > 0)) return <ClientTable clients={clients} onEnter={onEnter} />
  return isEverybody(look) ? <NobodyYet /> : <NobodyFits />
}

function NobodyYet() {
  return (
    <EmptyState
      icon={<IconUsers size={36} stroke={1.4} aria-hidden />}
      title={t('clients.empty.title')}
      description={t('clients.empty.text')}
    >
      <Button onClick={() => openPage('providers')}>{t('clients.empty.connect')}</Button>
    </EmptyState>
  )
}

function NobodyFits() {
  return (
    <EmptyState
      icon={<IconFilterOff size={36} stroke={1.4} aria-hidden />}
      title={t('clients.empty.none')}
      description={t('clients.empty.noneText')}
    >
      <Button variant="default" onClick={() => lookFor({ ...everybody, order: peopleMemory.get().look.order })}>
        {t('clients.filter.clearAll')}
      </Button>
    </EmptyState>
  )
}
