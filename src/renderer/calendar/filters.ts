import type { AppointmentCard, AppointmentFilter, Host } from '../../shared/appointment.ts'
import { appointmentStatuses, appointmentTypes, sources } from '../../shared/words.ts'
import type { AppointmentStatus, AppointmentType, Source } from '../../shared/words.ts'
import { noHostKey } from './team-columns.ts'

/** `none` stands for appointments that name no host, which the desk cannot be asked for. */
export type HostChoice = number | typeof noHostKey

/** What a person chose to see; null is "all". */
export interface CalendarFilters {
  readonly sources: readonly Source[] | null
  readonly types: readonly AppointmentType[] | null
  /** A status that is chosen by name is shown, whatever the two members below say. */
  readonly statuses: readonly AppointmentStatus[] | null
  readonly showCancelled: boolean
  /** Appointments that moved to a new id. Hidden at first: each would stand in the calendar twice. */
  readonly showMoved: boolean
  readonly hosts: readonly HostChoice[] | null
}

export const noFilters: CalendarFilters = {
  sources: null,
  types: null,
  statuses: null,
  showCancelled: true,
  showMoved: false,
  hosts: null,
}

/** True when something is hidden that usually is not. */
export function isFiltered(filters: CalendarFilters, search: string): boolean {
  const { sources, types, statuses, hosts, showCancelled } = filters
  return [sources, types, statuses, hosts].some((list) => list !== null) || !showCancelled || search.trim() !== ''
}

/** Turns a word of a list on or off. All of them are null, and so is none: an empty calendar would be of no use. */
export function toggled<T>(chosen: readonly T[] | null, word: T, all: readonly T[]): readonly T[] | null {
  const present = chosen ?? all
  const next = all.filter((each) => (each === word ? !present.includes(word) : present.includes(each)))
  return next.length === all.length || next.length === 0 ? null : next
}

/** The statuses to ask for; what a newer version remembered and this one does not know is dropped. */
export function statusesShown({ statuses, showCancelled, showMoved }: CalendarFilters): AppointmentStatus[] {
  if (statuses !== null) return appointmentStatuses.filter((status) => statuses.includes(status))
  return appointmentStatuses.filter((status) => (status === 'cancelled' ? showCancelled : status === 'superseded' ? showMoved : true))
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
    statuses: statusesShown(filters),
    hostIds: hosts === null || hosts.includes(noHostKey) ? null : hosts.filter((host) => host !== noHostKey),
    search: search.trim().slice(0, 200) || null,
  }
}

/** The members whom the filter shows, in their order. */
export function membersShown<Member extends Pick<Host, 'id'>>(members: readonly Member[], chosen: CalendarFilters['hosts']): Member[] {
  return members.filter(({ id }) => chosen === null || chosen.includes(id))
}

/** The part of the hosts' filter that the desk cannot do. */
export function passesHosts(card: Pick<AppointmentCard, 'hostIds'>, hosts: CalendarFilters['hosts']): boolean {
  if (hosts === null) return true
  return card.hostIds.length === 0 ? hosts.includes(noHostKey) : card.hostIds.some((id) => hosts.includes(id))
}
