import { Anchor, Button, UnstyledButton } from '@mantine/core'
import { IconArrowRight, IconBell, IconCalendarPlus, IconCircleX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { KeyboardEvent } from 'react'
import type { Notice } from '../../shared/contract/notices.ts'
import { openAppointment, openPage } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatDayTime } from '../ui/format.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import list from '../ui/popover-list.module.css'
import classes from './notices.module.css'

const icons: Record<Notice['kind'], Icon> = { booked: IconCalendarPlus, cancelled: IconCircleX, rescheduled: IconArrowRight }

export interface NoticeListProps {
  /** Newest first; null: not read yet. */
  readonly notices: readonly Notice[] | null
  readonly error: unknown
  /** What is newer carries the mark of the new. */
  readonly seenBefore: number
  readonly unseen: number
  onRetry(): void
  onMarkSeen(): void
  onClose(): void
}

/** What deliveries brought, newest first; Enter opens, the arrows move. */
export function NoticeList({ notices, error, seenBefore, unseen, onRetry, onMarkSeen, onClose }: NoticeListProps) {
  return (
    <>
      <div className={list.head}>
        <h2 className={list.title}>{t('notices.title')}</h2>
        {unseen > 0 && (
          <Button size="compact-xs" variant="subtle" onClick={onMarkSeen}>
            {t('notices.markSeen')}
          </Button>
        )}
      </div>
      {notices === null && !error && <TableSkeleton rows={5} />}
      {notices === null && error !== null && <ErrorNotice title={t('notices.listFailed')} error={error} onRetry={onRetry} />}
      {notices?.length === 0 && (
        <EmptyState icon={<IconBell size={28} />} title={t('notices.empty')} description={t('notices.emptyMore')} />
      )}
      {notices !== null && notices.length > 0 && (
        <ul className={list.list}>
          {notices.map((notice, index) => (
            <li key={notice.id}>
              <Entry notice={notice} isNew={notice.id > seenBefore} isFirst={index === 0} onClose={onClose} />
            </li>
          ))}
        </ul>
      )}
      <div className={classes.foot}>
        <Anchor
          component="button"
          type="button"
          fz="sm"
          onClick={() => {
            onClose()
            openPage('settings')
          }}
        >
          {t('notices.choose')}
        </Anchor>
      </div>
    </>
  )
}

function Entry({ notice, isNew, isFirst, onClose }: { notice: Notice; isNew: boolean; isFirst: boolean; onClose(): void }) {
  const office = useOffice()
  const KindIcon = icons[notice.kind]
  const when = formatDayTime(notice.startMs, office)
  const isMoved = notice.fromMs !== null && notice.fromMs !== notice.startMs
  return (
    <UnstyledButton
      className={classes.entry}
      data-new={isNew ? '' : undefined}
      // Enter opens the newest: marking all as seen is not what a key pressed by habit should do.
      data-autofocus={isFirst ? '' : undefined}
      onKeyDown={walk}
      onClick={() => {
        onClose()
        openAppointment(notice.appointmentId)
      }}
    >
      <KindIcon size={18} className={classes.kindIcon} data-kind={notice.kind} aria-hidden />
      <span className={classes.lines}>
        <span className={classes.line}>
          <span className={classes.kind}>{t(`notices.kind.${notice.kind}`)}</span>
          <span className={classes.who} data-private>
            {notice.clientLabel ?? t('privacy.someone')}
          </span>
          {isNew && <span className={classes.new}>{t('notices.isNew')}</span>}
        </span>
        <span className={classes.line}>
          <span className={classes.quiet}>
            {notice.fromMs !== null && isMoved ? t('notices.fromTo', { from: formatDayTime(notice.fromMs, office), to: when }) : when}
            {notice.hostLabel && ` · ${notice.hostLabel}`}
          </span>
        </span>
      </span>
      <span className={classes.aside}>
        <Time ms={notice.atMs} as="relative" />
        <SourceMark source={notice.source} iconOnly />
      </span>
    </UnstyledButton>
  )
}

/** Up and down between the entries. */
function walk(event: KeyboardEvent<HTMLElement>): void {
  const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
  if (step === 0) return
  event.preventDefault()
  const entries = [...(event.currentTarget.closest('ul')?.querySelectorAll('button') ?? [])]
  const place = entries.findIndex((entry) => entry === document.activeElement)
  entries[Math.min(Math.max(place + step, 0), entries.length - 1)]?.focus()
}
