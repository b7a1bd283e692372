import { createTranslator, languageFor } from '../../shared/messages/translator.ts'
import type { Settings } from '../../shared/settings.ts'
import { hostOf } from '../desk/listening.ts'
import type { ReceiverState } from '../desk/listening.ts'
import type { Presence } from '../desk/shell.ts'

/** What the tray tells, in the office's language. @param alerts how many go on */
export function composePresence(
  settings: Pick<Settings, 'language' | 'staysInBackground'>,
  { receiver, alerts, systemLocale }: { readonly receiver: ReceiverState; readonly alerts: number; readonly systemLocale: string },
): Presence {
  const { t } = createTranslator(languageFor(settings.language, systemLocale))
  const line = lineOf()
  return {
    staysInBackground: settings.staysInBackground,
    line: alerts === 0 ? line : t('tray.withAlerts', { line, count: alerts }),
    open: t('tray.open'),
    quit: t('tray.quit'),
    firstTime: { title: t('tray.firstTime'), body: t('tray.firstTimeMore') },
  }

  function lineOf(): string {
    if (receiver.state === 'starting') return t('tray.starting')
    if (receiver.state === 'listening') return t('tray.receiving', { at: `${hostOf(receiver.address)}:${receiver.port}` })
    return t('tray.notReceiving', { port: receiver.port })
  }
}
