import { Title } from '@mantine/core'
import { IconCircleCheck, IconCircleX, IconMinus, IconPointFilled } from '@tabler/icons-react'
import type { Icon } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { CheckState } from '../../shared/explain-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { checkFact, checkLabel } from './checks-words.ts'
import classes from './checks.module.css'
import { explanationQuery } from './explain-query.ts'

const looks: Record<CheckState, Icon> = {
  passed: IconCircleCheck,
  failed: IconCircleX,
  'not-reached': IconPointFilled,
  'not-checked': IconMinus,
}

/** Everything that is looked at, in its order, up to what refused it. */
export function Checks({ id }: { id: number }) {
  const { data: explanation, error, refetch } = useQuery(explanationQuery(id))
  if (error) return <ErrorNotice error={error} title={t('explain.notExplained')} onRetry={() => void refetch()} />
  if (!explanation) return <TableSkeleton rows={4} />
  const { checks, isKey } = explanation
  // Google's notifications are checked against a channel, which is told in the sentence above.
  if (checks.length === 0) return null
  return (
    <section className={classes.section}>
      <Title order={3}>{t('explain.title')}</Title>
      <ol className={classes.checks}>
        {checks.map((check) => {
          const CheckIcon = looks[check.state]
          const fact = checkFact(check)
          return (
            <li key={check.check} data-state={check.state}>
              <CheckIcon size={15} role="img" aria-label={t(`explain.state.${check.state}`)} />
              <span className={classes.name}>{checkLabel(check, isKey)}</span>
              {fact !== null && <span className={classes.fact}>{fact}</span>}
            </li>
          )
        })}
      </ol>
    </section>
  )
}
