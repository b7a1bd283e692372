import { Tooltip } from '@mantine/core'
import { IconAlertTriangle, IconBan, IconCircleCheck, IconCopy, IconEyeOff, IconHistory, IconCircleX } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { RejectReason, Verdict } from '../../shared/words.ts'
import { reasonLabel, verdictLabel, verdictMeaning } from './labels.ts'
import classes from './marks.module.css'

const looks: Record<Verdict, { icon: Icon; tone: 'good' | 'wary' | 'bad' | 'quiet' }> = {
  accepted: { icon: IconCircleCheck, tone: 'good' },
  duplicate: { icon: IconCopy, tone: 'quiet' },
  ignored: { icon: IconEyeOff, tone: 'quiet' },
  stale: { icon: IconHistory, tone: 'quiet' },
  quarantined: { icon: IconAlertTriangle, tone: 'wary' },
  failed: { icon: IconCircleX, tone: 'bad' },
  rejected: { icon: IconBan, tone: 'bad' },
}

/** A verdict as icon and word, with the reason of a refusal; the exact meaning is in the tooltip. */
export function VerdictBadge({
  verdict,
  reason = null,
  iconOnly = false,
}: {
  verdict: Verdict
  reason?: RejectReason | null
  iconOnly?: boolean
}) {
  const { icon: VerdictIcon, tone } = looks[verdict]
  const words = reason ? `${verdictLabel(verdict)}: ${reasonLabel(reason)}` : verdictLabel(verdict)
  return (
    <Tooltip label={iconOnly ? words : verdictMeaning(verdict)}>
      <span className={`${classes.mark} ${classes[tone]}`}>
        <VerdictIcon size={15} {...(iconOnly ? { role: 'img', 'aria-label': words } : { 'aria-hidden': true })} />
        {!iconOnly && <span className={classes.words}>{words}</span>}
      </span>
    </Tooltip>
  )
}
