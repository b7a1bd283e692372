import { Button, Skeleton } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { IconCalendarEvent } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { openPage } from '../app/navigation.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './calendar.module.css'

/** The shape of a week while it loads. */
export function GridSkeleton() {
  const heights = [60, 40, 20, 80, 40]
  return (
    <div className={classes.skeleton} role="status" aria-label={t('calendar.loading')}>
      {Array.from({ length: 8 }, (_, column) => (
        <div key={column}>
          {Array.from({ length: 5 }, (_, row) => (
            <Skeleton key={row} height={column === 0 ? 12 : heights[(row + column * 2) % heights.length]} mt={column === 0 ? 56 : 0} />
          ))}
        </div>
      ))}
    </div>
  )
}

/** Nothing ever came: what will be here, and the two ways to bring it. */
export function NothingYet() {
  const sampleDay = useMutation({
    mutationFn: () => desk.samples.run(),
    onSuccess: ({ accepted, sent }) => tell(t('calendar.sampleDone', { accepted, sent })),
    onError: (error) => tellFailure(t('calendar.sampleFailed'), error),
  })
  return (
    <EmptyState
      icon={<IconCalendarEvent size={36} stroke={1.4} aria-hidden />}
      title={t('calendar.nothingYet')}
      description={t('calendar.nothingYetHint')}
    >
      <Reserved to="samples.run">
        <Button onClick={() => openPage('providers')}>{t('calendar.connect')}</Button>
        <Button variant="default" disabled={sampleDay.isPending} onClick={() => sampleDay.mutate()}>
          {sampleDay.isPending ? t('calendar.sampleRunning') : t('calendar.trySample')}
        </Button>
      </Reserved>
    </EmptyState>
  )
}

/** One line above the grid. */
export function Notice({ children, action, onAction }: { children: ReactNode; action?: string; onAction?: () => void }) {
  return (
    <div className={classes.notice} role="status">
      <span>{children}</span>
      {action && onAction && (
        <Button variant="subtle" size="compact-xs" onClick={onAction}>
          {action}
        </Button>
      )}
    </div>
  )
}
