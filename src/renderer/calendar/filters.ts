import type { AppointmentCard, AppointmentFilter } from '../../shared/appointment.ts'
import { appointmentStatuses, appointmentTypes, sources } from '../../shared/words.ts'
import type { AppointmentStatus, AppointmentType, Source } from '../../shared/words.ts'
import { noHostKey } from './team-columns.ts'

/** `none` stands for appointments that name no host, which the desk cannot be asked for. */
export type HostChoice = number | typeof noHostKey

/** What a person chose to see; null is "all". */
export interface CalendarFilters {
  readonly sources: readonly Source[] | null
  readonly types: readonly AppointmentType[] | null
  readonly statuses: readonly AppointmentStatus[]
  readonly hosts: readonly HostChoice[] | null
}

/** An appointment that moved to a new id would otherwise stand in the calendar twice. */
export const usualStatuses: readonly AppointmentStatus[] = appointmentStatuses.filter((status) => status !== 'superseded')

export const noFilters: CalendarFilters = { sources: null, types: null, statuses: usualStatuses, hosts: null }

/** True when something is hidden that usually is not. */
export function isFiltered(filters: CalendarFilters, search: string): boolean {
  return (
    filters.sources !== null ||
    filters.types !== null ||
    filters.hosts !== null ||
    search.trim() !== '' ||
    usualStatuses.some((status) => !filters.statuses.includes(status))
  )
}

/** Turns a word of a list of all on or off; a list that has become complete is null again. */
export function toggled<T>(chosen: readonly T[] | null, word: T, all: readonly T[]): readonly T[] | null {
  const present = chosen ?? all
  const next = all.filter((each) => (each === word ? !present.includes(word) : present.includes(each)))
  return next.length === all.length ? null : next
}

/**
 * What to ask the desk for. Appointments of the day before are asked for too, because one that began then may reach into the period;
 * the grid leaves out what does not. What an older or newer version remembered and this one does not know is dropped.
 */
export function toQuery(filters: CalendarFilters, search: string, period: { startMs: number; endMs: number }): AppointmentFilter {
  const hosts = filters.hosts
  return {
    startMs: period.startMs - 24 * 3_600_000,
    endMs: period.endMs,
    sources: filters.sources && sources.filter((source) => filters.sources?.includes(source)),
    types: filters.types && appointmentTypes.filter((type) => filters.types?.includes(type)),
    statuses: appointmentStatuses.filter((status) => filters.statuses.includes(status)),
    hostIds: hosts === null || hosts.includes(noHostKey) ? null : hosts.filter((host) => host !== noHostKey),
    search: search.trim().slice(0, 200) || null,
  }
}

/** The part of the hosts' filter that the desk cannot do. */
export function passesHosts(card: Pick<AppointmentCard, 'hostIds'>, hosts: CalendarFilters['hosts']): boolean {
  if (hosts === null) return true
  return card.hostIds.length === 0 ? hosts.includes(noHostKey) : card.hostIds.some((id) => hosts.includes(id))
}
