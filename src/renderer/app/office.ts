import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Office } from '../ui/format.ts'
import { createMemory } from './memory.ts'
import { settingsQuery } from './queries.ts'

/** What this window looks like on this machine; the office's settings are kept by the desk. */
export const appearance = createMemory<{ clock: 'system' | '12' | '24' }>('appearance', { clock: 'system' })

/** How to write instants: the office's zone and first day of the week, the system's locale and clock. Until the settings came, the system's zone. */
export function useOffice(): Office {
  const { data: settings } = useQuery(settingsQuery)
  const { clock } = appearance.use()
  return useMemo(() => {
    const systemLocale = navigator.language
    return {
      timeZone: settings?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      // The window speaks English: "Do., 21. Nov." beside English words reads as a mistake.
      locale: systemLocale.startsWith('en') ? systemLocale : 'en-GB',
      hour12: clock === 'system' ? usesTwelveHours(systemLocale) : clock === '12',
      firstDayOfWeek: settings?.firstDayOfWeek ?? firstDayOfWeek(systemLocale),
    }
  }, [settings?.timeZone, settings?.firstDayOfWeek, clock])
}

function usesTwelveHours(locale: string): boolean {
  return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true
}

/** Sunday is 0; Intl counts Monday as 1 and Sunday as 7. */
export function firstDayOfWeek(locale: string): number {
  const known = new Intl.Locale(locale) as Intl.Locale & { getWeekInfo?(): { firstDay: number }; weekInfo?: { firstDay: number } }
  const info = known.getWeekInfo?.() ?? known.weekInfo
  return (info?.firstDay ?? 1) % 7
}
