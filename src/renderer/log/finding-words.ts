import type { Explanation, Finding } from '../../shared/contract/explain.ts'
import { formatBytes } from '../ui/format.ts'
import { schemeLabel, sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

/** Why a delivery was refused, as one plain sentence, or two. @param nowMs for how long ago it was. */
export function findingSentence({ finding, provider, isKey }: Explanation, nowMs: number): string | null {
  if (finding === null) return null
  const name = sourceName(provider)
  switch (finding.code) {
    case 'fits-now':
      return t('explain.finding.fitsNow')
    case 'address':
      return finding.address === null ? t('explain.finding.addressUnknown') : t('explain.finding.address', { address: finding.address })
    case 'content-type':
      return finding.contentType === null
        ? t('explain.finding.noContentType')
        : t('explain.finding.contentType', { type: finding.contentType })
    case 'too-large':
      return t('explain.finding.tooLarge', { bytes: formatBytes(finding.bytes), most: formatBytes(finding.most) })
    case 'too-many':
      return t('explain.finding.tooMany')
    case 'locked':
      return t('explain.finding.locked', { name })
    case 'no-secret':
      return t('explain.finding.noSecret', { name })
    case 'removed-secret':
      return t(isKey ? 'explain.finding.removedKey' : 'explain.finding.removedSecret', {
        name,
        ago: agoWords(finding.secret.replacedAtMs, nowMs),
      })
    case 'not-signed':
      if (finding.isNoSecretText) return t('explain.finding.notSignedText')
      return t(isKey ? 'explain.finding.noKey' : 'explain.finding.notSigned')
    case 'header-repeated':
      return t(finding.isSame ? 'explain.finding.repeatedSame' : 'explain.finding.repeatedOther', { header: finding.header })
    case 'unreadable':
      return t(`explain.finding.unreadable.${finding.because}`, { header: finding.header })
    case 'time-unreadable':
      return t('explain.finding.badTime')
    case 'clock':
      return clockSentence(finding)
    case 'older-secret':
      return t(isKey ? 'explain.finding.olderKey' : 'explain.finding.olderSecret', { ago: agoWords(finding.secret.replacedAtMs, nowMs) })
    case 'other-secret':
      return t(isKey ? 'explain.finding.otherKey' : 'explain.finding.otherSecret', { name: sourceName(finding.secret.provider) })
    case 'other-provider':
      return t(finding.fits ? 'explain.finding.otherProvider' : 'explain.finding.otherProviderHeader', {
        name: sourceName(finding.provider),
      })
    case 'misspelt-secret':
      return t(`explain.finding.spelling.${finding.spelling}`)
    case 'other-scheme':
      return schemeSentence(finding.scheme)
    case 'other-form':
      if (isKey)
        return t(finding.form === 'other-header' ? 'explain.finding.keyHeader' : 'explain.finding.keyBare', { header: finding.header })
      return t(`explain.finding.form.${finding.form}`, { header: finding.header })
    case 'body-changed':
      return t(`explain.finding.change.${finding.change}`)
    case 'body-left-out':
      return t('explain.finding.bodyLeftOut')
    case 'unknown-secret':
      if (isKey) return t('explain.finding.unknownKey')
      return finding.isAll ? t('explain.finding.unknownSecret', { count: finding.secrets }) : t('explain.finding.unknownLarge')
    case 'not-kept':
      return t(isKey ? 'explain.finding.keyNotKept' : 'explain.finding.notKept')
    case 'not-json':
      return t('explain.finding.notJson')
    case 'wrong-fields':
      return t('explain.finding.wrongFields', { count: finding.wrong, first: finding.first ?? '' })
    case 'other-body':
      return t('explain.finding.otherBody')
  }
}

function clockSentence({ skewSeconds, fits }: Extract<Finding, { code: 'clock' }>): string {
  const side = t(skewSeconds < 0 ? 'explain.finding.behind' : 'explain.finding.ahead', { seconds: Math.abs(skewSeconds) })
  if (fits === null) return side
  return `${side} ${t(fits ? 'explain.finding.clockOnly' : 'explain.finding.clockToo')}`
}

function schemeSentence(scheme: Extract<Finding, { code: 'other-scheme' }>['scheme']): string {
  if (scheme === 'api-key') return t('explain.finding.keyInstead')
  if (scheme === 'calendly-x-header') return t('explain.finding.olderHeader')
  return t('explain.finding.otherScheme', { scheme: schemeLabel(scheme) })
}

const [minuteMs, hourMs, dayMs] = [60_000, 3_600_000, 86_400_000]

/** `3 h ago`: for how long something has not been so any more. @param ms null: not known. */
export function agoWords(ms: number | null, nowMs: number): string {
  const passed = ms === null ? 0 : Math.max(0, nowMs - ms)
  if (passed < minuteMs) return t('explain.ago.now')
  if (passed < hourMs) return t('explain.ago.minutes', { count: Math.floor(passed / minuteMs) })
  if (passed < 2 * dayMs) return t('explain.ago.hours', { count: Math.floor(passed / hourMs) })
  return t('explain.ago.days', { count: Math.floor(passed / dayMs) })
}
