import { Table, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useOffice } from '../app/office.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatBytes, formatDate, formatNumber } from '../ui/format.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { usageQuery } from './keeping-queries.ts'

/** What there is in the database at present. */
export function Stored() {
  const office = useOffice()
  const { data, error, refetch } = useQuery(usageQuery)
  if (error) return <ErrorNotice title={t('keeping.stored.failed')} error={error} onRetry={() => void refetch()} />
  const since = (ms: number | null): string => (ms === null ? '' : t('keeping.stored.since', { when: formatDate(ms, office) }))
  const rows = data && [
    [t('keeping.stored.deliveries'), formatNumber(data.deliveries.rows), since(data.deliveries.oldestMs), ''],
    [
      t('keeping.stored.contents'),
      formatNumber(data.contents.rows),
      since(data.contents.oldestMs),
      `${formatBytes(data.contents.bytes)}, ${t('keeping.stored.compressed', { count: data.contents.compressed })}`,
    ],
    [t('keeping.stored.appointments'), formatNumber(data.appointments.rows), since(data.appointments.oldestMs), ''],
    [t('keeping.stored.clients'), formatNumber(data.clients), '', ''],
    [t('keeping.stored.file'), '', '', formatBytes(data.fileBytes)],
  ]
  return (
    <>
      <Title order={3} mt="md" mb={4}>
        {t('keeping.stored.title')}
      </Title>
      {!rows && <TableSkeleton rows={5} />}
      {rows && (
        <Table verticalSpacing={4} aria-label={t('keeping.stored.title')}>
          <Table.Tbody>
            {rows.map(([name, rows, since, size]) => (
              <Table.Tr key={name}>
                <Table.Th fw={400}>{name}</Table.Th>
                <Table.Td ta="right">{rows}</Table.Td>
                <Table.Td>{since}</Table.Td>
                <Table.Td>{size}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </>
  )
}
