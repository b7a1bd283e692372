import { Button, Group, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { providerIds, verdicts } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { FilterMenu } from '../ui/filter-menu.tsx'
import { Keys } from '../ui/keys.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import { CustomRange } from './custom-range.tsx'
import { anything, isAnything, rangeLabels, ranges } from './log-filter.ts'
import { filterLog, logMemory } from './log-memory.ts'

const providerOptions = providerIds.map((id) => ({ value: id, label: <SourceMark source={id} /> }))
const verdictOptions = verdicts.map((verdict) => ({ value: verdict, label: <VerdictBadge verdict={verdict} /> }))
/** What the receiver can answer, by the table in its documentation. */
const statuses = [200, 201, 202, 400, 401, 403, 409, 413, 415, 422, 429, 503].map(String)
const rangeOptions = ranges.map((range) => ({ value: range, label: rangeLabels[range] }))

const toolbarCommands = [{ id: 'log-clear', label: 'Clear the filters', group: 'Audit log' }]

/** What the log is filtered by. */
export function LogToolbar() {
  const { filter } = logMemory.use()
  useCommandList(toolbarCommands, () => filterLog(anything))
  return (
    <Group gap={8}>
      <FilterMenu label="Provider" options={providerOptions} chosen={filter.providers} onChange={(providers) => filterLog({ providers })} />
      <FilterMenu
        label="Verdict"
        options={verdictOptions}
        chosen={filter.verdicts}
        onChange={(chosen) => filterLog({ verdicts: chosen })}
      />
      <Select
        aria-label="Status code"
        placeholder="Status code"
        w={116}
        clearable
        clearButtonProps={{ 'aria-label': 'Any status code' }}
        data={statuses}
        value={filter.httpStatus === null ? null : String(filter.httpStatus)}
        onChange={(status) => filterLog({ httpStatus: status === null ? null : Number(status) })}
      />
      <Select
        aria-label="Time"
        w={124}
        allowDeselect={false}
        data={rangeOptions}
        value={filter.range}
        onChange={(range) => range && filterLog({ range })}
      />
      {filter.range === 'custom' && <CustomRange fromMs={filter.fromMs} toMs={filter.toMs} onChange={filterLog} />}
      <BodySearch text={filter.search} />
      {!isAnything(filter) && (
        <Button variant="subtle" onClick={() => filterLog(anything)}>
          Clear
        </Button>
      )}
    </Group>
  )
}

const searchCommands = [{ id: 'log-search', label: 'Search in bodies', group: 'Audit log', keys: ['/'] }]

function BodySearch({ text }: { text: string }) {
  const field = useRef<HTMLInputElement>(null)
  useCommandList(searchCommands, () => field.current?.focus())
  return (
    <TextInput
      ref={field}
      type="search"
      aria-label="Search in bodies"
      placeholder="Search in bodies"
      w={190}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={text === '' ? <Keys keys="/" /> : null}
      value={text}
      onChange={(change) => filterLog({ search: change.currentTarget.value })}
    />
  )
}
