import { Button, Popover, Stack, Text } from '@mantine/core'
import { IconBookmark, IconBookmarkFilled } from '@tabler/icons-react'
import { useMemo, useState } from 'react'
import type { FilterPage, SavedFilter } from '../../shared/contract/filters.ts'
import { useCommandList } from '../app/commands.ts'
import { whyNot } from '../browser/may.ts'
import { t } from '../ui/t.tsx'
import { NameField } from './name-field.tsx'
import classes from './saved-filters.module.css'
import { SavedFilterRow } from './saved-filter-row.tsx'
import { sameValue, useSavedFilters } from './use-saved-filters.tsx'
import type { FilterValue } from './use-saved-filters.tsx'

export interface SavedFiltersProps {
  page: FilterPage
  /** What is filtered by now: plain JSON, as the page remembers it. */
  value: object
  /** True: nothing is filtered, so that there is nothing to save. */
  isAnything: boolean
  onChoose(value: FilterValue): void
}

/** How many have a key of their own. */
const keyed = 9

/** A toolbar's button for the filters that have a name: show one, keep what is shown now, rename, remove. */
export function SavedFilters({ page, value, isAnything, onChoose }: SavedFiltersProps) {
  const [opened, setOpened] = useState(false)
  const [forName, setForName] = useState(false)
  const { list, save, rename, remove } = useSavedFilters(page)
  const saved = list.data ?? []
  const shown = saved.find((filter) => sameValue(filter.value, value))
  useSavedFilterCommands(saved, {
    open: (withName) => {
      setForName(withName)
      setOpened(true)
    },
    choose: (filter) => onChoose(filter.value),
  })
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={shown ? 'light' : 'default'}
          leftSection={shown ? <IconBookmarkFilled size={14} aria-hidden /> : <IconBookmark size={14} aria-hidden />}
          aria-label={shown ? t('filters.buttonLabel', { name: shown.name }) : t('filters.open')}
          aria-expanded={opened}
          className={classes.button}
          onClick={() => {
            setForName(false)
            setOpened(!opened)
          }}
        >
          <span className={classes.buttonText}>{shown?.name ?? t('filters.button')}</span>
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('filters.open')}>
        <Stack gap="xs">
          {list.isError && (
            <Text size="sm" role="alert">
              {t('filters.notRead')}{' '}
              <Button variant="subtle" size="compact-xs" onClick={() => void list.refetch()}>
                {t('ui.tryAgain')}
              </Button>
            </Text>
          )}
          {list.isSuccess && saved.length === 0 && <Text size="sm">{t('filters.none')}</Text>}
          {saved.length > 0 && (
            <ul className={classes.list}>
              {saved.map((filter, index) => (
                <SavedFilterRow
                  key={filter.id}
                  filter={filter}
                  stroke={index < keyed ? keysOf(index) : null}
                  isShown={filter === shown}
                  onChoose={() => {
                    setOpened(false)
                    onChoose(filter.value)
                  }}
                  onRename={(name) => rename.mutateAsync({ id: filter.id, name })}
                  onRemove={() => remove.mutate(filter)}
                />
              ))}
            </ul>
          )}
          {whyNot('filters.save') !== null ? (
            <Text size="sm" c="dimmed">
              {whyNot('filters.save')}
            </Text>
          ) : isAnything ? (
            <Text size="sm" c="dimmed">
              {t('filters.nothingToSave')}
            </Text>
          ) : (
            <NameField
              placeholder={t('filters.namePlaceholder')}
              action={(name) => t(saved.some((filter) => filter.name === name) ? 'filters.replaceNow' : 'filters.saveNow')}
              isBusy={save.isPending}
              takesFocus={forName}
              onName={async (name) => {
                await save.mutateAsync({ name, value: value as FilterValue })
                setOpened(false)
              }}
            />
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}

const keysOf = (index: number): string => `f ${index + 1}`

/** The first nine have keys; all are in the palette. */
function useSavedFilterCommands(
  saved: readonly SavedFilter[],
  { open, choose }: { open(forName: boolean): void; choose(filter: SavedFilter): void },
): void {
  const names = saved.map(({ name }) => name).join('\n')
  const commands = useMemo(() => {
    const group = t('filters.group')
    return [
      { id: 'filters-open', label: t('filters.open'), group, keys: ['f f'] },
      { id: 'filters-save', label: t('filters.save'), group, keys: ['f s'] },
      ...names
        .split('\n')
        .filter(Boolean)
        .map((name, index) => ({
          id: `filter-${name}`,
          label: t('filters.choose', { name }),
          group,
          ...(index < keyed ? { keys: [keysOf(index)] } : {}),
        })),
    ]
  }, [names])
  useCommandList(commands, (id) => {
    if (id === 'filters-open' || id === 'filters-save') return open(id === 'filters-save')
    const filter = saved.find(({ name }) => id === `filter-${name}`)
    if (filter) choose(filter)
  })
}
