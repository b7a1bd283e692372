import { Skeleton, Stack } from '@mantine/core'
import { t } from './t.tsx'

/** The shape of a list while it loads. */
export function TableSkeleton({ rows = 12 }: { rows?: number }) {
  return (
    <Stack gap={12} p="md" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={20} width={`${92 - ((row * 7) % 30)}%`} />
      ))}
    </Stack>
  )
}

/** The shape of cards while they load. */
export function CardSkeleton({ cards = 3 }: { cards?: number }) {
  return (
    <Stack gap="md" role="status" aria-label={t('ui.loading')}>
      {Array.from({ length: cards }, (_, card) => (
        <Skeleton key={card} height={132} />
      ))}
    </Stack>
  )
}
