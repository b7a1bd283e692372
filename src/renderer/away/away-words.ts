import type { Gap, Recovery } from '../../shared/contract/away.ts'
import type { GapReason, ProviderId } from '../../shared/words.ts'
import { formatMoment } from '../ui/format.ts'
import type { Office } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { presentLocale, t } from '../ui/t.tsx'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

/** `42 min`, `62 h`, `4 days` */
export function durationWords(ms: number): string {
  if (ms < hourMs) return t('away.duration.minutes', { count: Math.max(1, Math.round(ms / minuteMs)) })
  if (ms < 72 * hourMs) return t('away.duration.hours', { count: Math.round(ms / hourMs) })
  return t('away.duration.days', { count: Math.round(ms / (24 * hourMs)) })
}

/** `Fri 18:02 – 08:04: Deskbell was off` */
export function gapWords({ fromMs, toMs, reason }: Pick<Gap, 'fromMs' | 'toMs' | 'reason'>, office: Office, nowMs: number): string {
  const from = formatMoment(fromMs, office, nowMs)
  const why = t(`away.reason.${reason}`)
  return toMs === null
    ? t('away.goesOn', { from, reason: why })
    : t('away.when', { from, to: formatMoment(toMs, office, nowMs), reason: why })
}

/** The sentences of one gap that is over: what was made up for, and what else there is to say. */
export function gapSentences({ reason, fromMs, toMs, changed, recoveries }: Gap): string[] {
  const lines = hasRun(reason) ? 'away.unreachable' : 'away.line'
  const duration = durationWords((toMs ?? fromMs) - fromMs)
  const asked = recoveries.filter(({ outcome }) => outcome !== 'not-offered')
  const reading = asked.filter(({ outcome }) => outcome === null)
  const renewed = recoveries.filter(isRenewedDisabled)
  const [onlyRenewed] = renewed

  function lead(): string {
    const providers = namesOf(reading)
    if (reading.length > 0 && changed === 0) return t(`${lines}.reading`, { duration, providers })
    if (reading.length > 0) return t(`${lines}.readingOn`, { duration, count: changed, providers })
    if (isToldInLead && onlyRenewed) return t(`${lines}.renewed`, { duration, count: changed, provider: sourceName(onlyRenewed.provider) })
    if (changed > 0) return t(`${lines}.recovered`, { duration, count: changed })
    const read = asked.filter(({ outcome }) => outcome === 'done')
    if (read.length === 0) return t(`${lines}.unknown`, { duration })
    return read.length === asked.length
      ? t(`${lines}.nothing`, { duration })
      : t(`${lines}.nothingAt`, { duration, providers: namesOf(read) })
  }

  const isToldInLead = renewed.length === 1 && changed > 0 && reading.length === 0
  return [lead(), ...alsoSentences(recoveries, isToldInLead)]
}

/** What else was found, and what could not be checked: one sentence for all providers of which it is true. */
function alsoSentences(recoveries: readonly Recovery[], isRenewalTold: boolean): string[] {
  const google = recoveries.some(({ provider, outcome }) => provider === 'google-calendar' && outcome === 'token-refused')
  const which: [AlsoKey, (recovery: Recovery) => boolean][] = [
    ['renewedDisabled', (recovery) => !isRenewalTold && isRenewedDisabled(recovery)],
    ['renewed', ({ subscription, wasDisabled }) => subscription === 'renewed' && !wasDisabled],
    ['moved', ({ subscription }) => subscription === 'moved'],
    ['missing', ({ subscription }) => subscription === 'missing'],
    ['couldNot', ({ subscription }) => subscription === 'could-not'],
    ['noToken', ({ outcome }) => outcome === 'no-token'],
    ['tokenRefused', ({ outcome, provider }) => outcome === 'token-refused' && provider !== 'google-calendar'],
    ['forbidden', ({ outcome }) => outcome === 'forbidden'],
    ['offline', ({ outcome }) => outcome === 'offline'],
    ['rateLimited', ({ outcome }) => outcome === 'rate-limited'],
    ['failed', ({ outcome }) => outcome === 'failed'],
    ['vault', ({ outcome }) => outcome === 'vault'],
    ['notOffered', ({ outcome }) => outcome === 'not-offered'],
  ]
  const sentences = which.flatMap(([key, isTrueOf]) => {
    const those = recoveries.filter(isTrueOf)
    return those.length === 0 ? [] : [t(`away.also.${key}`, { count: those.length, providers: namesOf(those) })]
  })
  return google ? [...sentences, t('away.also.signInEnded')] : sentences
}

type AlsoKey =
  | 'renewedDisabled'
  | 'renewed'
  | 'moved'
  | 'missing'
  | 'couldNot'
  | 'noToken'
  | 'tokenRefused'
  | 'forbidden'
  | 'offline'
  | 'rateLimited'
  | 'failed'
  | 'vault'
  | 'notOffered'

/** What became of it with one provider, for a list. */
export function recoveryWords({ provider, outcome, changed }: Recovery): string {
  const name = sourceName(provider)
  if (outcome === null) return t('away.outcome.reading', { provider: name })
  if (outcome !== 'done') return t(`away.outcome.${outcome}`, { provider: name })
  return changed === 0 ? t('away.outcome.nothing', { provider: name }) : t('away.outcome.done', { provider: name, count: changed })
}

/** True where somebody has to do something, or something is not known. */
export function isTroubled({ recoveries }: Gap): boolean {
  return recoveries.some(
    ({ outcome, subscription }) =>
      (outcome !== null && outcome !== 'done' && outcome !== 'not-offered') || subscription === 'could-not' || subscription === 'missing',
  )
}

const isRenewedDisabled = ({ subscription, wasDisabled }: Recovery): boolean => wasDisabled && subscription === 'renewed'

/** Deskbell ran, and was not reached. */
const hasRun = (reason: GapReason): boolean => reason === 'port' || reason === 'address' || reason === 'tunnel'

function namesOf(those: readonly { readonly provider: ProviderId }[]): string {
  return new Intl.ListFormat(presentLocale(), { type: 'conjunction' }).format(those.map(({ provider }) => sourceName(provider)))
}
