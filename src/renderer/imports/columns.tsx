import {
  Alert,
  Badge,
  Button,
  Checkbox,
  Group,
  NumberInput,
  Paper,
  SegmentedControl,
  Select,
  SimpleGrid,
  Stack,
  Table,
  Text,
} from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { Fragment } from 'react'
import type { ImportFile, ImportPlan } from '../../shared/contract/imports.ts'
import {
  dateOrders,
  fieldsOfKind,
  importEncodings,
  importKinds,
  importSeparators,
  type ImportEncoding,
  type ImportField,
  type ImportSeparator,
} from '../../shared/import-words.ts'
import { appointmentTypes, type AppointmentType } from '../../shared/words.ts'
import { hostsQuery } from '../app/queries.ts'
import { typeLabel } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { fileSentence } from './choose.tsx'
import classes from './imports.module.css'
import { readAgain } from './send-file.ts'
import { missingOf, withKind } from './wizard.ts'

const separatorNames = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' } as const
const encodingNames: Readonly<Record<ImportEncoding, string>> = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16 LE',
  'utf-16be': 'UTF-16 BE',
  'windows-1252': 'Windows-1252',
}

interface ColumnsProps {
  readonly file: ImportFile
  readonly plan: ImportPlan
  onChange(plan: ImportPlan): void
  /** Read anew, in another encoding or with another separator. */
  onRead(file: ImportFile): void
  onBack(): void
  onNext(): void
}

/** What the file's columns mean; of a calendar, what is to be taken of it. */
export function Columns({ file, plan, onChange, onRead, onBack, onNext }: ColumnsProps) {
  const { table, fileName, rows } = file
  const missing = table === null ? null : missingOf(plan)
  return (
    <Stack gap="md">
      <Group gap="xs">
        <Text fw={500} className={classes.file} data-private>
          {fileName}
        </Text>
        <Badge variant="light" tt="none">
          {t(table === null ? 'imports.file.events' : 'imports.file.rows', { count: rows })}
        </Badge>
      </Group>
      {table === null ? (
        <CalendarOptions plan={plan} onChange={onChange} />
      ) : (
        <TableOptions file={file} plan={plan} onChange={onChange} onRead={onRead} />
      )}
      {table !== null && <ColumnTable table={table} plan={plan} onChange={onChange} />}
      {missing !== null && <Alert color="yellow">{t(`imports.plan.${missing}`)}</Alert>}
      <Group gap="xs" className={classes.deeds}>
        <Button onClick={onNext} disabled={missing !== null}>
          {t('imports.next')}
        </Button>
        <Button variant="default" onClick={onBack}>
          {t('imports.discard')}
        </Button>
      </Group>
    </Stack>
  )
}

type Changing = Pick<ColumnsProps, 'plan' | 'onChange'>

function TableOptions({ file, plan, onChange, onRead }: Pick<ColumnsProps, 'file' | 'plan' | 'onChange' | 'onRead'>) {
  const again = useMutation({
    mutationFn: ({ encoding, separator }: { encoding: ImportEncoding; separator: ImportSeparator }) =>
      readAgain(file.draftId, encoding, separator),
    onSuccess: onRead,
    onError: (error) => tellFailure(t('imports.choose.failed'), new Error(fileSentence(error))),
  })
  const { table } = file
  if (table === null) return null
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="md">
        <div>
          <Text size="sm" fw={500} id="import-kind">
            {t('imports.plan.kind')}
          </Text>
          <SegmentedControl
            aria-labelledby="import-kind"
            value={plan.kind}
            onChange={(kind) => onChange(withKind(file, plan, kind))}
            data={importKinds.map((kind) => ({ value: kind, label: t(`imports.plan.kinds.${kind}`) }))}
          />
        </div>
        <Select
          w={150}
          label={t('imports.plan.separator')}
          allowDeselect={false}
          value={table.separator}
          data={importSeparators.map((separator) => ({
            value: separator,
            label: t(`imports.plan.separators.${separatorNames[separator]}`),
          }))}
          onChange={(separator) => separator !== null && again.mutate({ encoding: table.encoding, separator: separator })}
        />
        <Select
          w={150}
          label={t('imports.plan.encoding')}
          allowDeselect={false}
          value={table.encoding}
          data={importEncodings.map((encoding) => ({ value: encoding, label: encodingNames[encoding] }))}
          onChange={(encoding) => encoding !== null && again.mutate({ encoding: encoding, separator: table.separator })}
        />
        <Checkbox
          mb={8}
          label={t('imports.plan.hasHeader')}
          checked={plan.hasHeader}
          onChange={(change) => onChange({ ...plan, hasHeader: change.currentTarget.checked })}
        />
      </Group>
      {plan.kind === 'appointments' && (
        <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
          <Select
            label={t('imports.plan.dateOrder')}
            allowDeselect={false}
            value={plan.dateOrder ?? 'auto'}
            data={(['auto', ...dateOrders] as const).map((order) => ({ value: order, label: t(`imports.plan.orders.${order}`) }))}
            onChange={(order) => onChange({ ...plan, dateOrder: dateOrders.find((each) => each === order) ?? null })}
          />
          <Appointments plan={plan} onChange={onChange} />
        </SimpleGrid>
      )}
    </Stack>
  )
}

/** What appointments have where the file does not tell. */
function Appointments({ plan, onChange }: Changing) {
  const { data: hosts = [] } = useQuery(hostsQuery)
  const team = hosts.filter(({ origin, active }) => origin === 'real' && active)
  return (
    <Fragment>
      <Select
        label={t('imports.plan.timeZone')}
        searchable
        allowDeselect={false}
        value={plan.timeZone}
        data={[...new Set([plan.timeZone, 'UTC', ...Intl.supportedValuesOf('timeZone')])]}
        limit={50}
        onChange={(timeZone) => timeZone !== null && onChange({ ...plan, timeZone })}
      />
      <NumberInput
        label={t('imports.plan.minutes')}
        min={1}
        max={24 * 60}
        allowDecimal={false}
        value={plan.minutes}
        onChange={(minutes) => typeof minutes === 'number' && minutes >= 1 && minutes <= 24 * 60 && onChange({ ...plan, minutes })}
      />
      <Select
        label={t('imports.plan.type')}
        allowDeselect={false}
        value={plan.type ?? ''}
        data={[
          { value: '', label: t('imports.plan.byRules') },
          ...appointmentTypes.map((type) => ({ value: type as string, label: typeLabel(type) })),
        ]}
        onChange={(type) => onChange({ ...plan, type: appointmentTypes.find((each: AppointmentType) => each === type) ?? null })}
      />
      <Select
        label={t('imports.plan.host')}
        allowDeselect={false}
        value={plan.hostId === null ? '' : String(plan.hostId)}
        data={[
          { value: '', label: t('imports.plan.nobody') },
          ...team.map(({ id, name, email }) => ({ value: String(id), label: name ?? email ?? String(id) })),
        ]}
        onChange={(id) => onChange({ ...plan, hostId: id === null || id === '' ? null : Number(id) })}
      />
    </Fragment>
  )
}

function CalendarOptions({ plan, onChange }: Changing) {
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 2, md: 3 }} spacing="sm">
        <Select
          label={t('imports.plan.client')}
          allowDeselect={false}
          value={plan.client}
          data={(['attendee', 'organizer', 'nobody'] as const).map((client) => ({
            value: client,
            label: t(`imports.plan.clients.${client}`),
          }))}
          onChange={(client) => client !== null && onChange({ ...plan, client: client })}
        />
        <Select
          label={t('imports.plan.allDay')}
          allowDeselect={false}
          value={plan.allDay}
          data={(['skip', 'take'] as const).map((allDay) => ({ value: allDay, label: t(`imports.plan.allDays.${allDay}`) }))}
          onChange={(allDay) => allDay !== null && onChange({ ...plan, allDay: allDay })}
        />
        <Appointments plan={plan} onChange={onChange} />
      </SimpleGrid>
      <Text size="sm" c="dimmed">
        {t('imports.plan.series')}
      </Text>
    </Stack>
  )
}

function ColumnTable({ table, plan, onChange }: Changing & { readonly table: NonNullable<ImportFile['table']> }) {
  const offered = fieldsOfKind[plan.kind]
  /** A field is in one column: where it is chosen anew it leaves the other. */
  const mean = (index: number, field: ImportField | null): void =>
    onChange({
      ...plan,
      columns: table.columns.map((_, at) => (at === index ? field : plan.columns[at] === field ? null : (plan.columns[at] ?? null))),
    })
  return (
    <Paper withBorder>
      <Table.ScrollContainer minWidth={640}>
        <Table verticalSpacing={4} aria-label={t('imports.steps.columns')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('imports.plan.column')}</Table.Th>
              <Table.Th>{t('imports.plan.samples')}</Table.Th>
              <Table.Th w={240}>{t('imports.plan.means')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {table.columns.map(({ header, samples }, index) => {
              const name = plan.hasHeader && header !== '' ? header : t('imports.plan.unnamed', { number: index + 1 })
              return (
                // Columns have no name that is theirs alone.
                <Table.Tr key={`${index} ${header}`}>
                  <Table.Td className={classes.cell} fw={500}>
                    {name}
                  </Table.Td>
                  <Table.Td className={classes.samples} data-private>
                    {samples.join(' · ')}
                  </Table.Td>
                  <Table.Td>
                    <Select
                      size="xs"
                      aria-label={`${name}: ${t('imports.plan.means')}`}
                      allowDeselect={false}
                      value={plan.columns[index] ?? ''}
                      data={[
                        { value: '', label: t('imports.plan.leaveOut') },
                        ...offered.map((field) => ({ value: field as string, label: t(`imports.field.${field}`) })),
                      ]}
                      onChange={(field) => mean(index, offered.find((each) => each === field) ?? null)}
                    />
                  </Table.Td>
                </Table.Tr>
              )
            })}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  )
}
