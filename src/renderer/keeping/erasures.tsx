import { List, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Erasure } from '../../shared/contract/keeping.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatBytes } from '../ui/format.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { erasuresQuery } from './keeping-queries.ts'

/** That somebody was erased: who did it, when and how much; not who it was. */
export function Erasures() {
  const { data, error, refetch } = useQuery(erasuresQuery)
  return (
    <>
      <Title order={3} mt="md">
        {t('keeping.erasures.title')}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {t('keeping.erasures.about')}
      </Text>
      {error && <ErrorNotice title={t('keeping.erasures.failed')} error={error} onRetry={() => void refetch()} />}
      {!error && !data && <TableSkeleton rows={2} />}
      {data?.length === 0 && <Text size="sm">{t('keeping.erasures.empty')}</Text>}
      {data && data.length > 0 && (
        <List size="sm" listStyleType="none" spacing={4} aria-label={t('keeping.erasures.title')}>
          {data.map((erasure) => (
            <List.Item key={erasure.id}>
              <Time ms={erasure.atMs} as="moment" /> · {t('keeping.erasures.line', { actor: erasure.actor, reason: erasure.reason })}
              <Text size="xs" c="dimmed">
                {t('keeping.erasures.records', { count: erasure.counts.clients })},{' '}
                {t('keeping.erase.appointments', { count: erasure.counts.appointments })} · {outcomeWords(erasure)}
              </Text>
            </List.Item>
          ))}
        </List>
      )}
    </>
  )
}

function outcomeWords({ finishedAtMs, outcome }: Erasure): string {
  if (finishedAtMs === null) return t('keeping.erasures.running')
  if (outcome === null) return t('keeping.erasures.unsearched')
  if (outcome.found > 0) return t('keeping.erasures.left', { count: outcome.found })
  return t('keeping.erasures.clean', { size: formatBytes(outcome.searchedBytes) })
}
