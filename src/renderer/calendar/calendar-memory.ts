import { useMemo } from 'react'
import type { AppointmentCard, Host } from '../../shared/appointment.ts'
import { appointmentTypes } from '../../shared/words.ts'
import { createMemory } from '../app/memory.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { sourceTints } from '../ui/source-mark.tsx'
import { noFilters } from './filters.ts'
import type { CalendarFilters } from './filters.ts'
import { dayOf } from './office-days.ts'
import type { Day } from './office-days.ts'
import type { CalendarView } from './period.ts'

export const colourings = ['source', 'type', 'host'] as const
/** What the fill of a card tells. */
export type Colouring = (typeof colourings)[number]

/** How the calendar is looked at; kept until it is changed. */
export const look = createMemory<{ view: CalendarView; colourBy: Colouring } & CalendarFilters>('calendar', {
  view: 'week',
  colourBy: 'source',
  ...noFilters,
})

/** Where the calendar stands. Kept for a day only: who opens the window in the morning wants today, and everybody. */
const place = createMemory<{ keptOn: Day; day: Day; search: string; teamPage: number }>('calendar-place', {
  keptOn: '',
  day: '',
  search: '',
  teamPage: 0,
})

export interface Place {
  readonly day: Day
  readonly today: Day
  readonly search: string
  readonly teamPage: number
}

export function usePlace(): Place {
  const { timeZone } = useOffice()
  const today = dayOf(useNow(), timeZone)
  const kept = place.use()
  return useMemo(() => (kept.keptOn === today ? { ...kept, today } : { day: today, today, search: '', teamPage: 0 }), [kept, today])
}

/** Moves to another place; members that are not given stay as they are on `from`. */
export function moveTo(from: Place, patch: Partial<Omit<Place, 'today'>>): void {
  place.set({ day: from.day, search: from.search, teamPage: from.teamPage, ...patch, keptOn: from.today })
}

/** Which tint a host has, by their id. */
export type HostTints = ReadonlyMap<number, number>

export function hostTintsOf(hosts: readonly Pick<Host, 'id' | 'tint'>[]): HostTints {
  return new Map(hosts.map((host) => [host.id, hostTint(host)]))
}

/** Index of the card's tint in tints.css. */
export function tintOf(card: Pick<AppointmentCard, 'source' | 'type' | 'hostIds'>, colourBy: Colouring, hostTints: HostTints): number {
  if (colourBy === 'source') return sourceTints[card.source]
  if (colourBy === 'type') return typeTint(card.type)
  const [host] = card.hostIds
  return host === undefined ? 8 : (hostTints.get(host) ?? hostTint({ id: host, tint: null }))
}

export function typeTint(type: AppointmentCard['type']): number {
  return appointmentTypes.indexOf(type) + 1
}

/** The one that the office chose; else seven tints go round among the hosts. The eighth, grey, is for appointments without one. */
export function hostTint({ id, tint }: Pick<Host, 'id' | 'tint'>): number {
  return tint ?? ((id - 1) % 7) + 1
}
