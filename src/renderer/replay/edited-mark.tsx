import { Tooltip } from '@mantine/core'
import { IconCheck } from '@tabler/icons-react'
import { t } from '../ui/t.tsx'
import classes from './replay.module.css'

/** Beside a delivery that nobody sent. */
export function EditedMark() {
  return (
    <Tooltip label={t('replay.mark.editedHint')}>
      <span className={classes.mark}>{t('replay.mark.edited')}</span>
    </Tooltip>
  )
}

/** Beside the verdict of one that somebody dealt with. */
export function DealtWithMark() {
  return (
    <Tooltip label={t('replay.mark.dealtWith')}>
      <span className={classes.dealt}>
        <IconCheck size={14} role="img" aria-label={t('replay.mark.dealtWith')} />
      </span>
    </Tooltip>
  )
}
