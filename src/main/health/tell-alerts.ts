import { alertWords } from '../../shared/alert-words.ts'
import { createTranslator, languageFor, localeFor } from '../../shared/messages/translator.ts'
import type { Settings } from '../../shared/settings.ts'
import type { NativeNotice } from '../desk/shell.ts'
import { momentOf } from '../notices/compose.ts'
import { isQuiet } from '../notices/quiet-hours.ts'
import type { Condition } from './conditions.ts'

/** What a native notification says of alerts; null: these are the quiet hours. Names nobody. @param alerts at least one */
export function composeAlertNotice(
  alerts: readonly Condition[],
  { settings, systemLocale, nowMs }: { readonly settings: Settings; readonly systemLocale: string; readonly nowMs: number },
): NativeNotice | null {
  if (isQuiet(nowMs, settings)) return null
  const language = languageFor(settings.language, systemLocale)
  const { t } = createTranslator(language)
  const locale = localeFor(language, systemLocale)
  const { timeZone } = settings
  const inWords = alerts.map((alert) =>
    alertWords(
      alert,
      {
        t,
        moment: (ms) => momentOf(ms, { locale, timeZone }),
        weekday: (ms) => new Intl.DateTimeFormat(locale, { timeZone, weekday: 'long' }).format(ms),
      },
      nowMs,
    ),
  )
  const [first] = inWords
  if (first !== undefined && inWords.length === 1) return { title: first.name, body: first.text, appointmentId: null }
  return {
    title: t('alerts.manyNative', { count: inWords.length }),
    body: inWords.map(({ name }) => name).join('\n'),
    appointmentId: null,
  }
}
