import {
  IconBrandGoogle,
  IconCalendarEvent,
  IconPencil,
  IconSparkles,
  IconSquareRoundedLetterC,
  IconStethoscope,
} from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import type { Source } from '../../shared/words.ts'
import { sourceName } from './labels.ts'
import classes from './marks.module.css'

/** Told apart by shape first, by tint second. */
const sourceIcons: Record<Source, Icon> = {
  calendly: IconCalendarEvent,
  'cal-com': IconSquareRoundedLetterC,
  'smart-scheduler': IconSparkles,
  healthcare: IconStethoscope,
  'google-calendar': IconBrandGoogle,
  manual: IconPencil,
}

/** Index of the tint in tints.css. */
export const sourceTints: Record<Source, number> = {
  calendly: 1,
  'cal-com': 2,
  'smart-scheduler': 6,
  healthcare: 3,
  'google-calendar': 7,
  manual: 5,
}

/** A source's icon, with its name beside it or, where there is no room, in the accessible name. */
export function SourceMark({ source, iconOnly = false }: { source: Source; iconOnly?: boolean }) {
  const SourceIcon = sourceIcons[source]
  const name = sourceName(source)
  return (
    <span className={classes.mark}>
      <span
        className={classes.source}
        data-tint={sourceTints[source]}
        {...(iconOnly ? { role: 'img', 'aria-label': name, title: name } : {})}
      >
        <SourceIcon size={14} aria-hidden />
      </span>
      {!iconOnly && <span className={classes.words}>{name}</span>}
    </span>
  )
}
