import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { Office } from '../ui/format.ts'
import { presentLanguage, presentLocale } from '../ui/t.tsx'
import { createMemory } from './memory.ts'
import { settingsQuery } from './queries.ts'

/** What this window looks like on this machine; the office's settings are kept by the desk. */
export const appearance = createMemory<{ clock: 'system' | '12' | '24' }>('appearance', { clock: 'system' })

/** How to write instants: the office's zone and first day of the week, the language's locale, the system's clock. Until the settings came, the system's zone. */
export function useOffice(): Office {
  const { data: settings } = useQuery(settingsQuery)
  const { clock } = appearance.use()
  // Another language starts everything anew (app/language.tsx), so that it is no reason to compute again.
  const locale = presentLocale()
  const systemLocale = habitLocale()
  return useMemo(
    () => ({
      timeZone: settings?.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
      locale,
      hour12: clock === 'system' ? usesTwelveHours(systemLocale) : clock === '12',
      firstDayOfWeek: settings?.firstDayOfWeek ?? firstDayOfWeek(systemLocale),
    }),
    [settings?.timeZone, settings?.firstDayOfWeek, clock, locale, systemLocale],
  )
}

/**
 * Whose clock and week count where nothing was chosen: the system's. English is read the world over and has no habits of its own;
 * beside another language's words, "2:00 PM" would read as a mistake.
 */
export function habitLocale(): string {
  return presentLanguage() === 'en' ? navigator.language : presentLocale()
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
