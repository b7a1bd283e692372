import { Button, Tooltip } from '@mantine/core'
import type { AppointmentStatus, DeskMark } from '../../shared/words.ts'
import { Reserved } from '../browser/reserved.tsx'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { inOrder, markKeys } from './mark-keys.ts'

/** The four things that can be said of an appointment, each with its key. */
export function MarkButtons({
  status,
  compact = false,
  onMark,
}: {
  /** As it stands, which need not be said again; null: all of them can be said. */
  status: AppointmentStatus | null
  /** Only the keys are written on them, the words in their names and tooltips. */
  compact?: boolean
  onMark(as: DeskMark): void
}) {
  return (
    <Reserved to="appointments.mark">
      <Button.Group>
        {inOrder
          .filter((as) => as !== status)
          .map((as) => {
            const words = t(`gestures.mark.${as}`)
            return compact ? (
              <Tooltip key={as} label={words}>
                <Button variant="default" size="compact-xs" aria-label={words} onClick={() => onMark(as)}>
                  {markKeys[as].toUpperCase()}
                </Button>
              </Tooltip>
            ) : (
              <Button key={as} variant="default" rightSection={<Keys keys={markKeys[as]} />} onClick={() => onMark(as)}>
                {words}
              </Button>
            )
          })}
      </Button.Group>
    </Reserved>
  )
}
