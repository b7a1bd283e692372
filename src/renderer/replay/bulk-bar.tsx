import { Progress } from '@mantine/core'
import { t } from '../ui/t.tsx'

export function BulkBar({ done, total }: { done: number; total: number }) {
  return <Progress mt={6} value={total === 0 ? 0 : (100 * done) / total} aria-label={t('replay.bulk.progress')} transitionDuration={0} />
}
