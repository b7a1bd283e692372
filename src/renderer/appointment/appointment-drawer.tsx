import { useQuery } from '@tanstack/react-query'
import type { Appointment } from '../../shared/appointment.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { hasCode } from '../ui/error-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { Actions } from './actions.tsx'
import { Answers } from './answers.tsx'
import { History } from './history.tsx'
import { FollowsNotice, Sources } from './sources.tsx'
import { SourcesDifferNotice } from './sources-differ.tsx'
import { Kind } from './kind.tsx'
import { DisagreementNotice, MovedLinks, StatusLine } from './status-line.tsx'
import { When } from './when.tsx'
import { Where } from './where.tsx'
import { Who } from './who.tsx'
import { headingOf } from './people.ts'

/** An appointment's drawer: who and how it stands, when, where, with whom, what it is, and everything that happened to it. */
export function AppointmentDrawer({ id, focusKey = 0, onClose }: { id: number; focusKey?: number; onClose(): void }) {
  const { data: appointment, error, refetch } = useQuery(appointmentQuery(id))
  return (
    <SidePanel
      title={appointment ? <Heading appointment={appointment} /> : t('appointment.title')}
      label={t('appointment.title')}
      focusKey={focusKey}
      onClose={onClose}
    >
      {appointment ? (
        <Details appointment={appointment} />
      ) : error ? (
        <NotShown error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton rows={10} />
      )}
    </SidePanel>
  )
}

function Heading({ appointment }: { appointment: Appointment }) {
  return (
    <>
      <span data-private>{headingOf(appointment)}</span> <OriginMark origin={appointment.origin} />
      <span className={classes.headStatus}>
        <StatusMark status={appointment.status} />
      </span>
    </>
  )
}

function NotShown({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (hasCode(error, 'NOT_FOUND')) return <EmptyState title={t('appointment.removed')} description={t('appointment.removedHint')} />
  return <ErrorNotice title={t('appointment.readFailed')} error={error} onRetry={onRetry} />
}

function Details({ appointment }: { appointment: Appointment }) {
  return (
    <>
      <FollowsNotice appointment={appointment} />
      <Actions appointment={appointment} />
      <DisagreementNotice appointment={appointment} />
      <SourcesDifferNotice appointment={appointment} />
      <StatusLine appointment={appointment} />
      <MovedLinks appointment={appointment} />
      <When details={appointment.details} />
      <Where location={appointment.details.location} />
      <Who appointment={appointment} />
      <Kind appointment={appointment} />
      <Sources appointment={appointment} />
      <Answers details={appointment.details} />
      <History appointment={appointment} />
    </>
  )
}
