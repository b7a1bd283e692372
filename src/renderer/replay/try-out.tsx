import { Alert } from '@mantine/core'
import { IconAlertTriangle, IconEqual } from '@tabler/icons-react'
import type { TryOut } from '../../shared/contract/replays.ts'
import type { ProviderId } from '../../shared/words.ts'
import { ChangeList, IssueTable } from '../log/delivery-changes.tsx'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import classes from './replay.module.css'

/** What applying a delivery would change, before → after; or why it cannot be applied, and what to do. */
export function TryOutResult({
  tried,
  provider,
  isWaiting = false,
  isEditing = false,
}: {
  tried: TryOut
  provider: ProviderId
  /** It counts as dealt with once it is replayed. */
  isWaiting?: boolean
  /** The body is being corrected already. */
  isEditing?: boolean
}) {
  switch (tried.kind) {
    case 'changes':
      return (
        <div role="status">
          <p className={classes.said}>{t('replay.wouldChange', { count: tried.changes.length })}</p>
          <ChangeList changes={tried.changes} />
        </div>
      )
    case 'nothing-new':
    case 'ignored':
      return (
        <Alert role="status" color="gray" variant="light" p="xs" icon={<IconEqual size={18} aria-hidden />}>
          {tried.kind === 'ignored' ? t('replay.ignored', { event: tried.providerEvent }) : t('replay.nothingNew')}{' '}
          {isWaiting && t('replay.wouldBeDealtWith')}
        </Alert>
      )
    case 'cannot':
      return (
        <>
          <Alert role="status" color="yellow" variant="light" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
            {isEditing && tried.because === 'unreadable'
              ? t('replay.editing.unreadable')
              : t(`replay.cannot.${tried.because}`, { name: sourceName(provider) })}
            {/* An error of ours may quote the body. */}
            {tried.finding !== null && tried.issues.length === 0 && (
              <div className={classes.finding} data-private>
                {tried.finding}
              </div>
            )}
          </Alert>
          {tried.issues.length > 0 && <IssueTable issues={tried.issues} />}
        </>
      )
  }
}
