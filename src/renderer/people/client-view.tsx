import { ActionIcon, Button, Tooltip } from '@mantine/core'
import { IconArrowsJoin, IconPencil, IconPlus, IconX } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { ReactNode } from 'react'
import type { Client } from '../../shared/contract/clients.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { openEditor } from '../editor/open-editor.ts'
import { undoNewest } from '../gestures/undo.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { hasCode } from '../ui/error-words.ts'
import { ClientMenu } from '../keeping/client-menu.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { Keys } from '../ui/keys.tsx'
import { tell } from '../ui/notify.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { ClientAppointments } from './client-appointments.tsx'
import { ClientContact } from './client-contact.tsx'
import { ClientEdit } from './client-edit.tsx'
import { ClientFigures } from './client-figures.tsx'
import { ClientHistory } from './client-history.tsx'
import { ClientLikely } from './client-likely.tsx'
import { ClientNotes } from './client-notes.tsx'
import { ClientPassed } from './client-passed.tsx'
import { ClientRecords } from './client-records.tsx'
import { nameOfClient } from './client-name.ts'
import { clientQuery } from './clients-query.ts'
import { MergeDialog } from './merge-dialog.tsx'
import classes from './people.module.css'

export interface ClientViewProps {
  readonly id: number
  /** Changes when the page was asked for by key and should have the focus; not when rows are walked through. */
  readonly focusKey: number
  readonly openAppointmentId: number | null
  onAppointment(id: number): void
  onClose(): void
}

const viewCommands: CommandList = () => [
  { id: 'client-edit', label: t('clients.do.edit'), group: t('clients.group'), keys: ['e'], asks: 'clients.edit' },
  { id: 'client-notes', label: t('clients.do.notes'), group: t('clients.group'), keys: ['w'], asks: 'clients.setNotes' },
  { id: 'client-book', label: t('clients.do.book'), group: t('clients.group'), keys: ['+'], asks: 'appointments.create' },
  { id: 'client-merge', label: t('clients.do.merge'), group: t('clients.group'), keys: ['m'], asks: 'clients.merge' },
  { id: 'client-undo', label: t('clients.do.undo'), group: t('clients.group'), keys: ['u'], asks: 'clients.takeApart' },
  { id: 'client-close', label: t('clients.do.close'), group: t('clients.group'), keys: ['Escape'], keysOnly: true },
]

/** One client's page. */
export function ClientView({ id, focusKey, openAppointmentId, onAppointment, onClose }: ClientViewProps) {
  const side = useRef<HTMLElement>(null)
  const { data: client, error, refetch } = useQuery(clientQuery(id))
  useEffect(() => {
    if (focusKey > 0) side.current?.focus()
  }, [focusKey])
  return (
    <section ref={side} className={classes.client} aria-label={t('clients.one.label')} tabIndex={-1}>
      {client ? (
        <Shown key={client.id} client={client} openAppointmentId={openAppointmentId} onAppointment={onAppointment} onClose={onClose} />
      ) : (
        <>
          <Head title={t('clients.one.label')} onClose={onClose} />
          {error ? <NotShown error={error} onRetry={() => void refetch()} /> : <TableSkeleton rows={14} />}
        </>
      )}
    </section>
  )
}

function NotShown({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (hasCode(error, 'NOT_FOUND')) return <EmptyState title={t('clients.one.removed')} description={t('clients.one.removedText')} />
  return <ErrorNotice title={t('clients.one.failed')} error={error} onRetry={onRetry} />
}

function Head({ title, children, onClose }: { title: ReactNode; children?: ReactNode; onClose(): void }) {
  return (
    <header className={classes.clientHead}>
      <h2 className={classes.clientTitle}>{title}</h2>
      {children}
      <Tooltip
        label={
          <>
            {t('clients.do.close')} <Keys keys="Escape" />
          </>
        }
      >
        <ActionIcon aria-label={t('clients.do.close')} onClick={onClose}>
          <IconX size={18} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </header>
  )
}

const halfHourMs = 30 * 60_000

/** Begins at the next half hour: the form is where the time is chosen. */
function bookFor({ id, contact }: Client): void {
  const startMs = Math.ceil(Date.now() / halfHourMs) * halfHourMs
  openEditor({ startMs, endMs: startMs + halfHourMs, hostId: null, client: { id, ...contact } })
}

type Asked = 'edit' | { readonly mergeWith: number | null }

function Shown({
  client,
  openAppointmentId,
  onAppointment,
  onClose,
}: {
  client: Client
  openAppointmentId: number | null
  onAppointment(id: number): void
  onClose(): void
}) {
  const notes = useRef<HTMLTextAreaElement>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  useCommandList(viewCommands, (command) => {
    if (command === 'client-edit') setAsked('edit')
    if (command === 'client-notes') notes.current?.focus()
    if (command === 'client-book') bookFor(client)
    if (command === 'client-merge') setAsked({ mergeWith: null })
    if (command === 'client-undo' && !undoNewest()) tell(t('clients.do.nothingToUndo'))
    if (command === 'client-close') onClose()
  })
  const name = nameOfClient({ ...client.contact, id: client.id, externalId: client.records[0]?.externalId ?? null })
  return (
    <>
      <Head
        title={
          <>
            <span data-private>{name}</span> <OriginMark origin={client.origin} />
          </>
        }
        onClose={onClose}
      >
        <Reserved to="clients.edit">
          <Button
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            rightSection={<Keys keys="e" />}
            onClick={() => setAsked('edit')}
          >
            {t('clients.edit.title')}
          </Button>
          <Button leftSection={<IconPlus size={14} aria-hidden />} rightSection={<Keys keys="+" />} onClick={() => bookFor(client)}>
            {t('clients.do.bookShort')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconArrowsJoin size={14} aria-hidden />}
            rightSection={<Keys keys="m" />}
            onClick={() => setAsked({ mergeWith: null })}
          >
            {t('clients.merge.confirm')}
          </Button>
        </Reserved>
        <ClientMenu clientId={client.id} onErased={onClose} />
      </Head>
      {/* It scrolls: the keys have to get at it. */}
      <div className={classes.clientBody} role="region" aria-label={t('clients.one.details')} tabIndex={0}>
        <ClientLikely client={client} onCompare={(otherId) => setAsked({ mergeWith: otherId })} />
        <div className={classes.columns}>
          <div className={classes.column}>
            {asked === 'edit' ? <ClientEdit client={client} onClose={() => setAsked(null)} /> : <ClientContact client={client} />}
            <ClientFigures client={client} />
            <ClientNotes id={client.id} saved={client.notes} fieldRef={notes} />
          </div>
          <div className={classes.column}>
            <ClientAppointments
              appointments={client.appointments}
              origin={client.origin}
              openId={openAppointmentId}
              onOpen={onAppointment}
            />
            <ClientPassed client={client} onAppointment={onAppointment} />
            <ClientRecords client={client} />
            <ClientHistory client={client} />
          </div>
        </div>
      </div>
      {asked !== null && asked !== 'edit' && <MergeDialog client={client} otherId={asked.mergeWith} onClose={() => setAsked(null)} />}
    </>
  )
}
