import { Alert } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { SlotCheck } from '../../shared/contract/gestures.ts'
import { t } from '../ui/t.tsx'
import { Conflicts, isConflict } from './conflicts.tsx'
import classes from './editor.module.css'

/** What stands in the way, before anything is saved. It is read out as it changes. */
export function ConflictNotice({ checks, hostId }: { checks: readonly SlotCheck[]; hostId: number | null }) {
  const met = checks.filter(isConflict)
  return (
    <div role="status" aria-label={t('editor.conflicts')} className={classes.notice}>
      {met.length > 0 && (
        <Alert
          color="yellow"
          variant="light"
          p="xs"
          classNames={{ label: classes.noticeTitle }}
          icon={<IconAlertTriangle size={18} aria-hidden />}
          title={checks.length === 1 ? t('editor.metOne') : t('editor.metOf', { count: met.length, of: checks.length })}
        >
          <Conflicts checks={met} hostId={hostId} withDays={checks.length > 1} />
        </Alert>
      )}
    </div>
  )
}
