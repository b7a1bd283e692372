import { Skeleton } from '@mantine/core'
import { clientStages } from '../../shared/words.ts'
import { t } from '../ui/t.tsx'
import classes from './pipeline.module.css'

/** The shape of the board while it loads. */
export function BoardSkeleton() {
  return (
    <div className={classes.board} role="status" aria-label={t('ui.loading')}>
      {clientStages.map((stage, index) => (
        <div key={stage} className={classes.column}>
          <Skeleton height={20} width="50%" m="xs" />
          {Array.from({ length: 6 - index }, (_, card) => (
            <Skeleton key={card} height={74} mb={6} />
          ))}
        </div>
      ))}
    </div>
  )
}
