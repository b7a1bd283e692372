import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { navigation } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { appointmentQuery } from './appointments-query.ts'
import { moveTo } from './calendar-memory.ts'
import type { Place } from './calendar-memory.ts'
import { dayOf } from './office-days.ts'
import type { Period } from './period.ts'

/** Whose day was moved to last. What the window remembered from its last run does not draw the calendar away from today. */
let followedId: number | null = navigation.get().appointmentId

/** Moves the calendar once to the day of an appointment that was chosen elsewhere: in the palette, in the log, by a link in the drawer. */
export function useFollowChosen(id: number | null, place: Place, { startMs: fromMs, endMs: toMs }: Period): void {
  const { timeZone } = useOffice()
  const { data: appointment } = useQuery({ ...appointmentQuery(id ?? 0), enabled: id !== null })
  const startMs = appointment?.id === id ? (appointment?.details.startMs ?? null) : null
  useEffect(() => {
    if (id === null) followedId = null
    if (id === null || startMs === null || followedId === id) return
    followedId = id
    if (startMs < fromMs || startMs >= toMs) moveTo(place, { day: dayOf(startMs, timeZone) })
  }, [id, startMs, place, fromMs, toMs, timeZone])
}
