import { IconArrowForwardUp, IconCheck, IconChecks, IconCircle, IconCircleDashed, IconCircleFilled, IconCircleX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { AppointmentStatus } from '../../shared/words.ts'
import { statusLabel } from './labels.ts'
import classes from './marks.module.css'

const statusIcons: Record<AppointmentStatus, Icon> = {
  pending: IconCircleDashed,
  scheduled: IconCircleFilled,
  arrived: IconCheck,
  completed: IconChecks,
  no_show: IconCircle,
  cancelled: IconCircleX,
  superseded: IconArrowForwardUp,
}

/** An appointment's status as a shape that reads without colour, with its word beside it unless `iconOnly`. */
export function StatusMark({ status, iconOnly = false, size = 14 }: { status: AppointmentStatus; iconOnly?: boolean; size?: number }) {
  const StatusIcon = statusIcons[status]
  const label = statusLabel(status)
  if (iconOnly) return <StatusIcon size={size} role="img" aria-label={label} />
  return (
    <span className={classes.mark}>
      <StatusIcon size={size} aria-hidden />
      <span className={classes.words}>{label}</span>
    </span>
  )
}
