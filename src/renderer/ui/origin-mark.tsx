import type { Origin } from '../../shared/words.ts'
import { originLabel } from './labels.ts'
import classes from './marks.module.css'

/** "Test" or "Sample" beside what neither counts anywhere; nothing beside what is real. */
export function OriginMark({ origin }: { origin: Origin }) {
  return origin === 'real' ? null : <span className={classes.origin}>{originLabel(origin)}</span>
}
