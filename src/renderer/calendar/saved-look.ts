import { appointmentStatuses, appointmentTypes, sources } from '../../shared/words.ts'
import { noFilters } from './filters.ts'
import type { CalendarFilters, HostChoice } from './filters.ts'
import { noHostKey } from './team-columns.ts'

/** What a saved filter of the calendar keeps: what is shown, not how, nor of which day. */
export type SavedLook = CalendarFilters & { readonly search: string }

export function savedLookOf({ sources, types, statuses, showCancelled, showMoved, hosts }: CalendarFilters, search: string): SavedLook {
  return { sources, types, statuses, showCancelled, showMoved, hosts, search: search.trim() }
}

/** A saved filter as it is now: members that it does not have, or whose words are no more, are as if nothing was chosen. */
export function readSavedLook(saved: Readonly<Record<string, unknown>>): SavedLook {
  const known = <T>(member: string, all: readonly T[]): readonly T[] | null => {
    const given = saved[member]
    const kept = Array.isArray(given) ? all.filter((each) => given.includes(each)) : []
    return kept.length === 0 ? null : kept
  }
  const { hosts, showCancelled, showMoved, search } = saved
  const chosenHosts = Array.isArray(hosts) ? hosts.filter(isHostChoice) : []
  return {
    sources: known('sources', sources),
    types: known('types', appointmentTypes),
    statuses: known('statuses', appointmentStatuses),
    showCancelled: typeof showCancelled === 'boolean' ? showCancelled : noFilters.showCancelled,
    showMoved: typeof showMoved === 'boolean' ? showMoved : noFilters.showMoved,
    hosts: chosenHosts.length === 0 ? null : chosenHosts,
    search: typeof search === 'string' ? search : '',
  }
}

function isHostChoice(value: unknown): value is HostChoice {
  return typeof value === 'number' || value === noHostKey
}
