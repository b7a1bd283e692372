import { UnstyledButton } from '@mantine/core'
import { IconCalendarOff } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { AwayChange, Gap } from '../../shared/contract/away.ts'
import { openAppointment } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { ChangeLines } from '../ui/change-lines.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatDayTime } from '../ui/format.ts'
import { changeLabel } from '../ui/labels.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import classes from './away.module.css'
import { gapWords } from './away-words.ts'
import { gapChangesQuery } from './queries.ts'

/** What the readings after a gap changed, appointment by appointment; each opens its drawer. */
export function AwayChanges({ gap, onClose }: { gap: Gap; onClose(): void }) {
  return (
    <Dialog onClose={onClose} title={t('away.changes.title')} size="lg">
      <ChangeList gap={gap} onClose={onClose} />
    </Dialog>
  )
}

function ChangeList({ gap, onClose }: { gap: Gap; onClose(): void }) {
  const office = useOffice()
  const now = useNow()
  const { data: changes, error, isPending, refetch } = useQuery(gapChangesQuery(gap.id))
  if (isPending) return <TableSkeleton rows={6} />
  if (error && !changes) return <ErrorNotice title={t('away.changes.failed')} error={error} onRetry={() => void refetch()} />
  if (!changes || changes.length === 0) {
    return <EmptyState icon={<IconCalendarOff size={28} />} title={t('away.changes.empty')} description={t('away.changes.emptyMore')} />
  }
  return (
    <>
      <p className={classes.about}>{gapWords(gap, office, now)}</p>
      <ul className={classes.changes}>
        {changes.map((change) => (
          <li key={change.id}>
            <Change
              change={change}
              onOpen={() => {
                onClose()
                openAppointment(change.appointmentId)
              }}
            />
          </li>
        ))}
      </ul>
    </>
  )
}

function Change({ change, onOpen }: { change: AwayChange; onOpen(): void }) {
  const office = useOffice()
  const { source, startMs, clientLabel, title, kind, before, after } = change
  return (
    <UnstyledButton className={classes.change} onClick={onOpen}>
      <span className={classes.head}>
        <SourceMark source={source} iconOnly />
        <span className={classes.start}>{startMs === null ? t('away.changes.noStart') : formatDayTime(startMs, office)}</span>
        <span className={classes.who} data-private>
          {clientLabel ?? title}
        </span>
        <span className={classes.kind}>{changeLabel(kind)}</span>
      </span>
      {Object.keys(before).length > 0 && <ChangeLines before={before} after={after} />}
    </UnstyledButton>
  )
}
