import { Badge, Group, Paper, Table, Text } from '@mantine/core'
import type { ImportPreview, ImportPreviewRow } from '../../shared/contract/imports.ts'
import type { ImportKind } from '../../shared/import-words.ts'
import { useOffice } from '../app/office.ts'
import { formatInstant, formatTime } from '../ui/format.ts'
import { stageLabel, typeLabel } from '../ui/labels.ts'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './imports.module.css'

/** The first rows, as they will be. */
export function FirstRows({ rows, kind }: { rows: readonly ImportPreviewRow[]; kind: ImportKind }) {
  const isOfClients = kind === 'clients'
  return (
    <Paper withBorder>
      <Text size="xs" c="dimmed" px="sm" pt={6}>
        {t('imports.check.firstAbout', { count: rows.length })}
      </Text>
      <Table.ScrollContainer minWidth={isOfClients ? 640 : 860} maxHeight={360}>
        <Table verticalSpacing={4} stickyHeader aria-label={t('imports.check.first')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.check.row')}</Table.Th>
              <Table.Th>{t('imports.check.what')}</Table.Th>
              {!isOfClients && <Table.Th>{t('imports.check.when')}</Table.Th>}
              {!isOfClients && <Table.Th>{t('imports.check.titleColumn')}</Table.Th>}
              <Table.Th>{t('imports.check.who')}</Table.Th>
              <Table.Th>{t(isOfClients ? 'imports.check.contact' : 'imports.check.host')}</Table.Th>
              <Table.Th>{t(isOfClients ? 'imports.check.stage' : 'imports.check.type')}</Table.Th>
              {isOfClients && <Table.Th>{t('imports.check.notes')}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {rows.map((row, index) => (
              // A series has one row in the file, and many here.
              <Table.Tr key={`${row.row} ${index}`} data-over={row.action === 'same' || undefined}>
                <Table.Td>{row.row}</Table.Td>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    <Badge variant={row.action === 'create' ? 'light' : 'default'} tt="none">
                      {t(`imports.check.action.${row.action}`)}
                    </Badge>
                    {row.overlaps > 0 && (
                      <Badge variant="default" tt="none">
                        {t('imports.check.overlaps')}
                      </Badge>
                    )}
                  </Group>
                </Table.Td>
                {isOfClients ? <ClientCells row={row} /> : <AppointmentCells row={row} />}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  )
}

function AppointmentCells({ row: { startMs, endMs, title, client, host, type, status } }: { row: ImportPreviewRow }) {
  const office = useOffice()
  return (
    <>
      <Table.Td className={classes.when} title={startMs === null ? undefined : formatInstant(startMs, office)}>
        {startMs !== null && <Time ms={startMs} as="day-time" />}
        {endMs !== null && `–${formatTime(endMs, office)}`}
      </Table.Td>
      <Table.Td className={classes.cell} data-private>
        {title}
      </Table.Td>
      <Table.Td className={classes.cell} data-private>
        {client?.name ?? client?.email}
      </Table.Td>
      <Table.Td className={classes.cell}>{host}</Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          {type !== null && typeLabel(type)}
          {status !== null && status !== 'scheduled' && <StatusMark status={status} />}
        </Group>
      </Table.Td>
    </>
  )
}

function ClientCells({ row: { client, stage, notes } }: { row: ImportPreviewRow }) {
  return (
    <>
      <Table.Td className={classes.cell} data-private>
        {client?.name}
      </Table.Td>
      <Table.Td className={classes.cell} data-private>
        {[client?.email, client?.phone].filter((each) => each != null).join(' · ')}
      </Table.Td>
      <Table.Td>{stage !== null && stageLabel(stage)}</Table.Td>
      <Table.Td className={classes.cell} data-private>
        {notes}
      </Table.Td>
    </>
  )
}

/** Rows that are left out, with the cell and the reason. */
export function Problems({ problems, total }: { problems: ImportPreview['problems']; total: number }) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640} maxHeight={360}>
        <Table verticalSpacing={4} stickyHeader aria-label={t('imports.check.problems')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.check.row')}</Table.Th>
              <Table.Th>{t('imports.check.column')}</Table.Th>
              <Table.Th>{t('imports.check.why')}</Table.Th>
              <Table.Th>{t('imports.check.text')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {problems.map(({ row, field, reason, text }, index) => (
              <Table.Tr key={`${row} ${index}`}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{field !== null && t(`imports.field.${field}`)}</Table.Td>
                <Table.Td>{t(`imports.problem.${reason}`)}</Table.Td>
                <Table.Td className={classes.cell} data-private>
                  {text}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      {total > problems.length && <Most count={problems.length} />}
    </Paper>
  )
}

/** Rows that are brought in, and of which somebody should know something. */
export function Remarks({ remarks }: { remarks: ImportPreview['remarks'] }) {
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640} maxHeight={360}>
        <Table verticalSpacing={4} stickyHeader aria-label={t('imports.check.remarks')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.check.row')}</Table.Th>
              <Table.Th>{t('imports.check.remarks')}</Table.Th>
              <Table.Th>{t('imports.check.text')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {remarks.map(({ row, remark, text }, index) => (
              <Table.Tr key={`${row} ${index}`}>
                <Table.Td>{row}</Table.Td>
                <Table.Td>{t(`imports.remark.${remark}`)}</Table.Td>
                <Table.Td className={classes.cell} data-private>
                  {text}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  )
}

function Most({ count }: { count: number }) {
  return (
    <Text size="xs" c="dimmed" p="sm">
      {t('imports.check.most', { count })}
    </Text>
  )
}
