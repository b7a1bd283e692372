import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { providerIds, verdicts } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { ExportDeliveries } from '../exports/export-deliveries.tsx'
import { SavedFilters } from '../filters/saved-filters.tsx'
import { ReplayAll, ReplayFilters } from '../replay/log-filters.tsx'
import { FilterMenu } from '../ui/filter-menu.tsx'
import { Keys } from '../ui/keys.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import { CustomRange } from './custom-range.tsx'
import { anything, isAnything, ranges, readFilter } from './log-filter.ts'
import { filterLog, logMemory } from './log-memory.ts'

const providerOptions = providerIds.map((id) => ({ value: id, label: <SourceMark source={id} /> }))
const verdictOptions = verdicts.map((verdict) => ({ value: verdict, label: <VerdictBadge verdict={verdict} /> }))
/** What the receiver can answer, by the table in its documentation. */
const statuses = [200, 201, 202, 400, 401, 403, 409, 413, 415, 422, 429, 503].map(String)
const rangeOptions = () => ranges.map((range) => ({ value: range, label: t(`log.range.${range}`) }))

const toolbarCommands = () => [{ id: 'log-clear', label: t('log.clearFilters'), group: t('app.page.log'), keys: ['x'] }]

/** What the log is filtered by. */
export function LogToolbar({ deliveryFilter }: { deliveryFilter: DeliveryFilter }) {
  const { filter } = logMemory.use()
  useCommandList(toolbarCommands, () => filterLog(anything))
  return (
    <Group gap={8}>
      <FilterMenu
        label={t('log.filter.provider')}
        options={providerOptions}
        chosen={filter.providers}
        onChange={(providers) => filterLog({ providers })}
      />
      <FilterMenu
        label={t('log.filter.verdict')}
        options={verdictOptions}
        chosen={filter.verdicts}
        onChange={(chosen) => filterLog({ verdicts: chosen })}
      />
      <Select
        aria-label={t('log.filter.status')}
        placeholder={t('log.filter.status')}
        w={116}
        clearable
        clearButtonProps={{ 'aria-label': t('log.filter.anyStatus') }}
        data={statuses}
        value={filter.httpStatus === null ? null : String(filter.httpStatus)}
        onChange={(status) => filterLog({ httpStatus: status === null ? null : Number(status) })}
      />
      <Select
        aria-label={t('log.filter.time')}
        w={124}
        allowDeselect={false}
        data={rangeOptions()}
        value={filter.range}
        onChange={(range) => range && filterLog({ range })}
      />
      <ReplayFilters deliveryFilter={deliveryFilter} />
      {filter.range === 'custom' && <CustomRange fromMs={filter.fromMs} toMs={filter.toMs} onChange={filterLog} />}
      <BodySearch text={filter.search} />
      <SavedFilters page="log" value={filter} isAnything={isAnything(filter)} onChoose={(value) => filterLog(readFilter(value))} />
      <ExportDeliveries filter={deliveryFilter} />
      {!isAnything(filter) && (
        <>
          <ReplayAll deliveryFilter={deliveryFilter} />
          <Button variant="subtle" onClick={() => filterLog(anything)}>
            {t('log.clear')}
          </Button>
        </>
      )}
    </Group>
  )
}

const searchCommands = () => [{ id: 'log-search', label: t('log.filter.search'), group: t('app.page.log'), keys: ['/'] }]

function BodySearch({ text }: { text: string }) {
  const field = useRef<HTMLInputElement>(null)
  useCommandList(searchCommands, () => field.current?.focus())
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label={t('log.filter.search')}
      placeholder={t('log.filter.search')}
      // It gives way before the line breaks: in German, too, all of it fits into a narrow window.
      style={{ flex: '1 1 130px', maxWidth: 190 }}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={text === '' ? <Keys keys="/" /> : null}
      value={text}
      onChange={(change) => filterLog({ search: change.currentTarget.value })}
    />
  )
}
