import type { Alert } from './contract/health.ts'
import { backupFailures } from './words.ts'
import type { MessageKey, MessageValues, Translate } from './messages/translator.ts'

export interface AlertWording {
  readonly t: Translate
  /** An instant, as short as it is clear. */
  readonly moment: (ms: number) => string
  /** The weekday's name on the office's clock. */
  readonly weekday: (ms: number) => string
}

/** An alert's name and its sentence, for the window and for native notifications. @param nowMs for an alert that counts by the weekday. */
export function alertWords(
  { kind, provider, detail }: Pick<Alert, 'kind' | 'provider' | 'detail'>,
  { t, moment, weekday }: AlertWording,
  nowMs: number,
): { readonly name: string; readonly text: string } {
  const source = provider === null ? '' : t(`words.source.${provider}`)
  const whenMs = detail['expiresAtMs'] ?? detail['sinceMs']
  const minutes = Math.round(Math.abs(Number(detail['seconds'] ?? 0)) / 60)
  const values: MessageValues = {
    provider: source,
    count: Number(detail['count'] ?? detail['today'] ?? 0),
    usual: Number(detail['usual'] ?? 0),
    seconds: Number(detail['seconds'] ?? 0),
    hours: Math.floor(minutes / 60),
    minutes: minutes % 60,
    free: Number(detail['freeMegabytes'] ?? 0),
    port: String(detail['port'] ?? ''),
    when: moment(typeof whenMs === 'number' ? whenMs : nowMs),
    weekday: weekday(nowMs),
  }
  return {
    name: t(`alerts.name.${kind}`, { provider: source, name: String(detail['name'] ?? '') }),
    text: t(textKey(kind, detail), values),
  }
}

function textKey(kind: Alert['kind'], detail: Alert['detail']): MessageKey {
  if (kind === 'disk-full' && detail['freeMegabytes'] === undefined) return 'alerts.text.diskFails'
  if (kind === 'clock-jumped' && Number(detail['seconds']) < 0) return 'alerts.text.clockBack'
  if (kind === 'backup-failed') return `backup.failures.${backupFailures.find((known) => known === detail['failure']) ?? 'failed'}`
  if (kind === 'outbound-ended' && detail['state'] === 'gone') return 'alerts.text.outboundGone'
  return `alerts.text.${kind}`
}
