import { Button, Switch, UnstyledButton } from '@mantine/core'
import type { Host } from '../../shared/appointment.ts'
import { appointmentStatuses, appointmentTypes, sources } from '../../shared/words.ts'
import type { AppointmentType, Source } from '../../shared/words.ts'
import { SavedFilters } from '../filters/saved-filters.tsx'
import { FilterMenu } from '../ui/filter-menu.tsx'
import { sourceName, typeLabel } from '../ui/labels.ts'
import { SourceMark, sourceTints } from '../ui/source-mark.tsx'
import { StatusMark } from '../ui/status-mark.tsx'
import { t } from '../ui/t.tsx'
import { hostTint, look, moveTo, typeTint } from './calendar-memory.ts'
import type { Colouring, Place } from './calendar-memory.ts'
import classes from './calendar.module.css'
import { isFiltered, noFilters, toggled } from './filters.ts'
import type { CalendarFilters, HostChoice } from './filters.ts'
import { Legend } from './legend.tsx'
import { readSavedLook, savedLookOf } from './saved-look.ts'
import type { SavedLook } from './saved-look.ts'
import { hostName, noHostKey } from './team-columns.ts'

/** Short enough for five chips in a line; the whole name is what the chip is called. */
const shortName = (source: Source): string => (source === 'smart-scheduler' ? t('calendar.short.smart-scheduler') : sourceName(source))

const statusOptions = appointmentStatuses.map((status) => ({ value: status, label: <StatusMark status={status} /> }))

/** What is shown and what the fills tell: the legend's chips are its switches. */
export function FilterBar({
  filters,
  colourBy,
  hosts,
  place,
}: {
  filters: CalendarFilters
  colourBy: Colouring
  hosts: readonly Host[]
  place: Place
}) {
  return (
    <div className={classes.filters} role="group" aria-label={t('calendar.filters')}>
      {sources.map((source) => (
        <SourceChip key={source} source={source} filters={filters} tint={colourBy === 'source' ? sourceTints[source] : null} />
      ))}
      <TypeMenu filters={filters} isColoured={colourBy === 'type'} />
      <HostMenu filters={filters} hosts={hosts} isColoured={colourBy === 'host'} />
      <FilterMenu
        label={t('calendar.status')}
        options={statusOptions}
        chosen={filters.statuses ?? []}
        onChange={(chosen) => look.set({ statuses: chosen.length === 0 ? null : chosen })}
      />
      <Switch
        label={t('calendar.cancelled')}
        checked={filters.showCancelled}
        disabled={filters.statuses !== null}
        onChange={(change) => look.set({ showCancelled: change.currentTarget.checked })}
      />
      <Legend filters={filters} colourBy={colourBy} />
      <SavedFilters
        page="calendar"
        value={savedLookOf(filters, place.search)}
        isAnything={!isFiltered(filters, place.search)}
        onChoose={(value) => showSaved(readSavedLook(value), place)}
      />
      {isFiltered(filters, place.search) && (
        <Button variant="subtle" onClick={() => showEverything(place)}>
          {t('calendar.clear')}
        </Button>
      )}
    </div>
  )
}

function showSaved({ search, ...filters }: SavedLook, place: Place): void {
  look.set(filters)
  moveTo(place, { search })
}

/** Takes every filter away. */
export function showEverything(place: Place): void {
  look.set(noFilters)
  moveTo(place, { search: '' })
}

function SourceChip({ source, filters, tint }: { source: Source; filters: CalendarFilters; tint: number | null }) {
  const isShown = filters.sources === null || filters.sources.includes(source)
  return (
    <UnstyledButton
      className={classes.chip}
      aria-pressed={isShown}
      aria-label={sourceName(source)}
      data-tint={tint ?? undefined}
      title={isShown ? t('calendar.hide', { source: sourceName(source) }) : t('calendar.show', { source: sourceName(source) })}
      onClick={() => look.set({ sources: toggled(filters.sources, source, sources) })}
    >
      <SourceMark source={source} iconOnly />
      {shortName(source)}
    </UnstyledButton>
  )
}

function TypeMenu({ filters, isColoured }: { filters: CalendarFilters; isColoured: boolean }) {
  return (
    <FilterMenu<AppointmentType>
      label={t('calendar.type')}
      options={appointmentTypes.map((type) => ({
        value: type,
        label: isColoured ? <Swatch tint={typeTint(type)} name={typeLabel(type)} /> : typeLabel(type),
      }))}
      chosen={filters.types ?? []}
      onChange={(chosen) => look.set({ types: chosen.length === 0 ? null : chosen })}
    />
  )
}

function HostMenu({ filters, hosts, isColoured }: { filters: CalendarFilters; hosts: readonly Host[]; isColoured: boolean }) {
  const named = hosts.map((host) => {
    const name = hostName(host)
    return { value: String(host.id), label: isColoured ? <Swatch tint={hostTint(host)} name={name} /> : name }
  })
  const noHost = { value: noHostKey, label: isColoured ? <Swatch tint={8} name={t('calendar.noHost')} /> : t('calendar.noHost') }
  return (
    <FilterMenu
      label={t('calendar.host')}
      options={[...named, noHost]}
      chosen={(filters.hosts ?? []).map(String)}
      onChange={(chosen) => look.set({ hosts: chosen.length === 0 ? null : chosen.map(toChoice) })}
    />
  )
}

function toChoice(value: string): HostChoice {
  return value === noHostKey ? noHostKey : Number(value)
}

function Swatch({ tint, name }: { tint: number; name: string }) {
  return (
    <span className={classes.swatch} data-tint={tint}>
      {name}
    </span>
  )
}
