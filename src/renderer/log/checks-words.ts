import type { Check } from '../../shared/contract/explain.ts'
import { formatBytes } from '../ui/format.ts'
import { schemeLabel } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

export function checkLabel({ check }: Check, isKey: boolean): string {
  if (isKey && check === 'header-present') return t('explain.check.keyPresent')
  if (isKey && check === 'header-read') return t('explain.check.keyRead')
  if (isKey && check === 'digest') return t('explain.check.key')
  return t(`explain.check.${check}`)
}

/** What was compared; null: there is nothing to say. */
export function checkFact(check: Check): string | null {
  switch (check.check) {
    case 'endpoint':
      return check.path
    case 'address':
      if (check.ranges === 0) return t('explain.fact.everyAddress')
      return check.address ?? t('explain.fact.unknownAddress')
    case 'content': {
      const type = check.contentType ?? t('explain.fact.noType')
      return t('explain.fact.content', { type, size: formatBytes(check.bytes), most: formatBytes(check.most) })
    }
    case 'header-present': {
      const headers = check.headers.join(', ')
      if (check.state !== 'failed') return null
      if (check.others.length === 0) return t('explain.fact.expectedHeaders', { headers })
      return t('explain.fact.foundHeaders', { headers, others: check.others.join(', ') })
    }
    case 'header-read':
      return check.scheme && check.state !== 'not-reached' ? schemeLabel(check.scheme) : null
    case 'clock': {
      if (check.tolerance === null) return t('explain.fact.noTime')
      if (check.skewSeconds === null) return null
      const side = check.skewSeconds < 0 ? 'explain.fact.behind' : 'explain.fact.ahead'
      return t(side, { seconds: Math.abs(check.skewSeconds), tolerance: check.tolerance })
    }
    case 'digest': {
      const { expected, received, state } = check
      if (received === null || state === 'not-reached') return null
      return expected === null ? t('explain.fact.received', { received }) : t('explain.fact.digests', { expected, received })
    }
    case 'body':
      return null
    case 'fields':
      return check.wrong === 0 ? null : t('explain.fact.wrong', { count: check.wrong, first: check.first ?? '' })
  }
}
