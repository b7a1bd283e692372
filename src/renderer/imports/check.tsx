import { Alert, Badge, Button, Checkbox, Group, Paper, Select, Stack, Table, Tabs, Text } from '@mantine/core'
import { keepPreviousData, queryOptions, useQuery } from '@tanstack/react-query'
import type { Import, ImportFile, ImportPlan, ImportPreview } from '../../shared/contract/imports.ts'
import { hostsQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { hasCode } from '../ui/error-words.ts'
import { formatNumber } from '../ui/format.ts'
import { tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { fileSentence } from './choose.tsx'
import classes from './imports.module.css'
import { FirstRows, Problems, Remarks } from './preview-tables.tsx'
import { Running } from './running.tsx'
import { useImport } from './use-import.ts'

/** What was found at this desk may change while it is looked at. */
const previewQuery = (draftId: string, plan: ImportPlan) =>
  queryOptions({
    queryKey: [['imports', 'hosts'], 'preview', draftId, plan],
    queryFn: () => desk.imports.preview({ draftId, plan }),
    placeholderData: keepPreviousData,
    retry: false,
  })

interface CheckProps {
  readonly file: ImportFile
  readonly plan: ImportPlan
  onChange(plan: ImportPlan): void
  onBack(): void
  onDone(result: Import): void
}

/** What would come of the file, before any of it is written. */
export function Check({ file, plan, onChange, onBack, onDone }: CheckProps) {
  const { data, error, isPending, isPlaceholderData, refetch } = useQuery(previewQuery(file.draftId, plan))
  const run = useImport(onDone, (failure) =>
    tellFailure(t('imports.run.failed'), hasCode(failure, 'NOTHING') ? new Error(t('imports.check.nothing')) : failure),
  )
  if (run.progress !== null)
    return <Running {...run.progress} label={t('imports.run.writing')} about={t('imports.run.stopAbout')} onStop={run.stop} />
  const writes = data ? data.counts.create + data.counts.update : 0
  return (
    <Stack gap="md">
      {isPending && (
        <>
          <Text size="sm" role="status">
            {t('imports.check.looking')}
          </Text>
          <TableSkeleton rows={8} />
        </>
      )}
      {error && !data && (
        <ErrorNotice
          title={t('imports.check.failed')}
          error={hasCode(error, 'GONE') ? new Error(fileSentence(error)) : error}
          {...(!hasCode(error, 'GONE') && { onRetry: () => void refetch() })}
        />
      )}
      {data?.ambiguousDate != null && <DateOrder example={data.ambiguousDate} onChoose={(dateOrder) => onChange({ ...plan, dateOrder })} />}
      {data && data.ambiguousDate === null && <Found preview={data} plan={plan} onChange={onChange} />}
      <Group gap="xs" className={classes.deeds}>
        {data && data.ambiguousDate === null && writes > 0 && (
          <Button
            loading={isPlaceholderData}
            onClick={() => run.start((signal) => desk.imports.start({ draftId: file.draftId, plan }, { signal }))}
          >
            {startWords(plan, data, writes)}
          </Button>
        )}
        <Button variant="default" onClick={onBack}>
          {t('imports.back')}
        </Button>
      </Group>
    </Stack>
  )
}

function startWords({ kind }: ImportPlan, { counts }: ImportPreview, count: number): string {
  if (counts.update > 0) return t('imports.check.start', { count })
  return kind === 'clients' ? t('imports.check.startClients', { count }) : t('imports.check.startAppointments', { count })
}

function DateOrder({ example, onChoose }: { example: string; onChoose(order: NonNullable<ImportPlan['dateOrder']>): void }) {
  return (
    <Alert color="yellow" title={t('imports.check.ambiguous')}>
      <Text size="sm">{t('imports.check.ambiguousAbout', { example })}</Text>
      <Group gap="xs" mt="sm">
        <Button variant="default" onClick={() => onChoose('dmy')}>
          {t('imports.check.dayFirst')}
        </Button>
        <Button variant="default" onClick={() => onChoose('mdy')}>
          {t('imports.check.monthFirst')}
        </Button>
      </Group>
    </Alert>
  )
}

function Found({ preview, plan, onChange }: { preview: ImportPreview; plan: ImportPlan; onChange(plan: ImportPlan): void }) {
  const { counts, newClients, overlapping, sameNames, hosts, first, problems, remarks } = preview
  const isOfClients = plan.kind === 'clients'
  return (
    <>
      <Group gap={6} role="status">
        {counts.create > 0 && !isOfClients && <Count text={t('imports.check.newAppointments', { count: counts.create })} color="blue" />}
        {newClients > 0 && <Count text={t('imports.check.newClients', { count: newClients })} color="blue" />}
        {counts.update > 0 && <Count text={t('imports.check.updated', { count: counts.update })} color={null} />}
        {counts.same > 0 && <Count text={t('imports.check.same', { count: counts.same })} color={null} />}
        {counts.unreadable > 0 && <Count text={t('imports.check.unreadable', { count: counts.unreadable })} color="red" />}
        {counts.leftOut > 0 && <Count text={t('imports.check.leftOut', { count: counts.leftOut })} color={null} />}
      </Group>
      {counts.create + counts.update === 0 && <Alert color="yellow">{t('imports.check.nothing')}</Alert>}
      {overlapping > 0 && <Text size="sm">{t('imports.check.overlapping', { count: overlapping })}</Text>}
      {(sameNames > 0 || plan.sameNames === 'known') && (
        <Group gap="md">
          {sameNames > 0 && <Text size="sm">{t('imports.check.sameNames', { count: sameNames })}</Text>}
          <Checkbox
            label={t('imports.check.sameNamesTake')}
            checked={plan.sameNames === 'known'}
            onChange={(change) => onChange({ ...plan, sameNames: change.currentTarget.checked ? 'known' : 'new' })}
          />
        </Group>
      )}
      {hosts.length > 0 && <Hosts hosts={hosts} plan={plan} onChange={onChange} />}
      <Tabs defaultValue={first.length === 0 ? 'problems' : 'first'} keepMounted={false}>
        <Tabs.List>
          {first.length > 0 && <Tabs.Tab value="first">{t('imports.check.first')}</Tabs.Tab>}
          {problems.length > 0 && (
            <Tabs.Tab value="problems" rightSection={<Small count={counts.unreadable + counts.leftOut} />}>
              {t('imports.check.problems')}
            </Tabs.Tab>
          )}
          {remarks.length > 0 && (
            <Tabs.Tab value="remarks" rightSection={<Small count={remarks.length} />}>
              {t('imports.check.remarks')}
            </Tabs.Tab>
          )}
        </Tabs.List>
        <Tabs.Panel value="first" pt="xs">
          <FirstRows rows={first} kind={plan.kind} />
        </Tabs.Panel>
        <Tabs.Panel value="problems" pt="xs">
          <Problems problems={problems} total={counts.unreadable + counts.leftOut} />
        </Tabs.Panel>
        <Tabs.Panel value="remarks" pt="xs">
          <Remarks remarks={remarks} />
        </Tabs.Panel>
      </Tabs>
    </>
  )
}

function Count({ text, color }: { text: string; color: 'blue' | 'red' | null }) {
  return (
    <Badge {...(color === null ? { variant: 'default' } : { variant: 'light', color })} tt="none" size="lg" fw={500}>
      {text}
    </Badge>
  )
}

function Small({ count }: { count: number }) {
  return (
    <Badge variant="default" size="sm">
      {formatNumber(count)}
    </Badge>
  )
}

/** Whom of the team each host of the file is. */
function Hosts({ hosts, plan, onChange }: { hosts: ImportPreview['hosts']; plan: ImportPlan; onChange(plan: ImportPlan): void }) {
  const { data: team = [] } = useQuery(hostsQuery)
  const options = [
    { value: 'new', label: t('imports.check.hostNew') },
    { value: 'nobody', label: t('imports.plan.nobody') },
    ...team
      .filter(({ origin }) => origin === 'real')
      .map(({ id, name, email }) => ({ value: String(id), label: name ?? email ?? String(id) })),
  ]
  const choose = (key: string, value: string): void =>
    onChange({ ...plan, hosts: { ...plan.hosts, [key]: value === 'new' || value === 'nobody' ? value : Number(value) } })
  return (
    <Paper withBorder p="sm">
      <Text size="sm" fw={500}>
        {t('imports.check.hosts')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('imports.check.hostsAbout')}
      </Text>
      <div className={classes.list}>
        <Table verticalSpacing={4} aria-label={t('imports.check.hosts')}>
          <Table.Tbody>
            {hosts.map(({ key, label, rows, take }) => (
              <Table.Tr key={key}>
                <Table.Td data-private>{label}</Table.Td>
                <Table.Td c="dimmed">{t('imports.check.hostRows', { count: rows })}</Table.Td>
                <Table.Td w={240}>
                  <Select
                    size="xs"
                    searchable
                    allowDeselect={false}
                    aria-label={label}
                    data={options}
                    value={String(take)}
                    onChange={(value) => value !== null && choose(key, value)}
                  />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  )
}
