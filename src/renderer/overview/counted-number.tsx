import { UnstyledButton } from '@mantine/core'
import { t } from '../ui/t.tsx'
import { useOpenCounted } from './open-counted.ts'
import classes from './overview.module.css'
import type { Counted } from './overview-query.ts'
import { useIsChanged } from './use-is-changed.ts'

/** A number that opens the list of what it counts, and is marked for a moment when it has changed. */
export function CountedNumber({
  text,
  name,
  of = null,
  counted,
  className,
}: {
  text: string
  /** What is counted, for reading aloud. */
  name: string
  of?: string | null
  counted: Counted
  className?: string | undefined
}) {
  const open = useOpenCounted()
  const { startMs, endMs } = counted.interval
  const isChanged = useIsChanged(text, `${startMs} ${endMs}`)
  return (
    <UnstyledButton
      className={`${classes.number} ${className ?? ''}`}
      aria-label={t('overview.openList', { name, number: text })}
      data-changed={isChanged || undefined}
      onClick={() => open({ counted, of })}
    >
      {text}
    </UnstyledButton>
  )
}
