import { Button, Select, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useRef } from 'react'
import { clientStages, sources } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { navigation } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { ExportList } from '../exports/export-list.tsx'
import { SavedFilters } from '../filters/saved-filters.tsx'
import { useImportCommand } from '../imports/use-import-command.ts'
import { FilterMenu } from '../ui/filter-menu.tsx'
import { Keys } from '../ui/keys.tsx'
import { stageLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { everybody, isEverybody, orders, readLook, toClientFilter } from './client-look.ts'
import { lookFor, peopleMemory } from './people-memory.ts'

const toolbarCommands = () => [
  { id: 'clients-find', label: t('clients.filter.search'), group: t('clients.group'), keys: ['/'] },
  { id: 'clients-clear', label: t('clients.filter.clearAll'), group: t('clients.group') },
]

/** What the list of clients is searched, filtered and sorted by. */
export function ClientToolbar() {
  const { look } = peopleMemory.use()
  const field = useRef<HTMLInputElement>(null)
  useImportCommand()
  useCommandList(toolbarCommands, (id) => (id === 'clients-find' ? field.current?.select() : lookFor(everybody)))
  return (
    <>
      <TextInput
        ref={field}
        data-private
        type="search"
        aria-label={t('clients.filter.search')}
        placeholder={t('clients.filter.searchHint')}
        w={216}
        leftSection={<IconSearch size={14} aria-hidden />}
        rightSection={look.search === '' ? <Keys keys="/" /> : null}
        value={look.search}
        onChange={(change) => {
          showList()
          lookFor({ search: change.currentTarget.value.slice(0, 200) })
        }}
      />
      <FilterMenu
        label={t('clients.filter.stage')}
        options={clientStages.map((stage) => ({ value: stage, label: stageLabel(stage) }))}
        chosen={look.stages}
        onChange={(stages) => {
          showList()
          lookFor({ stages })
        }}
      />
      <FilterMenu
        label={t('clients.filter.source')}
        options={sources.map((source) => ({ value: source, label: <SourceMark source={source} /> }))}
        chosen={look.sources}
        onChange={(chosen) => {
          showList()
          lookFor({ sources: chosen })
        }}
      />
      <Select
        aria-label={t('clients.filter.order')}
        w={190}
        allowDeselect={false}
        data={orders.map((order) => ({ value: order, label: t(`clients.filter.orders.${order}`) }))}
        value={look.order}
        onChange={(order) => order && lookFor({ order })}
      />
      <SavedFilters page="clients" value={look} isAnything={isEverybody(look)} onChoose={(value) => lookFor(readLook(value))} />
      <ExportList
        list="clients"
        begin={(format, options) => desk.exports.clients({ filter: toClientFilter(look), order: look.order, format }, options)}
      />
      {!isEverybody(look) && (
        <Button variant="subtle" onClick={() => lookFor({ ...everybody, order: look.order })}>
          {t('clients.filter.clear')}
        </Button>
      )}
    </>
  )
}

/** As in people.module.css: there the client who is open has taken the list's place, and what is typed would be found out of sight. */
const narrow = window.matchMedia('(max-width: 1199px)')

function showList(): void {
  if (narrow.matches) navigation.set({ clientId: null })
}
