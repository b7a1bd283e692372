import { guardBounds, clockToleranceBounds, type GuardLimit } from '../../shared/guard-bounds.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import { normaliseRange } from '../../shared/address-range.ts'
import { signingProviderIds } from '../../shared/words.ts'
import { t } from '../ui/t.tsx'

const limits = Object.keys(guardBounds) as GuardLimit[]
/** The same as the contract's: the desk checks again. */
const mostAddresses = 200
const mostHosts = 50

/** Where it is told in kibibytes, of how many bytes one is. */
export function scaleOf(limit: GuardLimit): number {
  return limit === 'bodyBytes' || limit === 'headerBytes' ? 1024 : 1
}

/** A name as it is kept; null: it is none. */
export function normaliseHost(text: string): string | null {
  const name = text.trim().toLowerCase().replace(/\.$/, '')
  const isName = name.length <= 253 && name.split('.').every((label) => /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/.test(label))
  return isName ? name : null
}

/** Everything back as it was before anybody changed it. */
export function usualGuards(): GuardSettings {
  const usual = Object.fromEntries(limits.map((limit) => [limit, guardBounds[limit].usual])) as Record<GuardLimit, number>
  return { allowList: [], hosts: [], ...usual, clockTolerance: {} }
}

/** What is wrong, by the field's path in the settings; empty: nothing. */
export function guardProblems(guards: GuardSettings): Record<string, string> {
  const problems: Record<string, string> = {}
  const badAddress = guards.allowList.find((line) => line.trim() !== '' && normaliseRange(line) === null)
  if (badAddress !== undefined) problems['guards.allowList'] = t('guards.badAddress', { line: badAddress })
  else if (guards.allowList.length > mostAddresses) problems['guards.allowList'] = t('guards.tooManyAddresses', { count: mostAddresses })
  const badHost = guards.hosts.find((line) => line.trim() !== '' && normaliseHost(line) === null)
  if (badHost !== undefined) problems['guards.hosts'] = t('guards.badHost', { line: badHost })
  else if (guards.hosts.length > mostHosts) problems['guards.hosts'] = t('guards.tooManyAddresses', { count: mostHosts })
  for (const limit of limits) {
    const { min, max } = guardBounds[limit]
    if (isWithin(guards[limit], min, max)) continue
    const scale = scaleOf(limit)
    problems[`guards.${limit}`] = t('guards.between', { min: min / scale, max: max / scale })
  }
  if (problems['guards.requestSeconds'] === undefined && guards.headersSeconds > guards.requestSeconds)
    problems['guards.requestSeconds'] = t('guards.headBeforeWhole')
  const { min, max } = clockToleranceBounds
  for (const provider of signingProviderIds) {
    const seconds = guards.clockTolerance[provider]
    if (seconds !== undefined && !isWithin(seconds, min, max))
      problems[`guards.clockTolerance.${provider}`] = t('guards.between', { min, max })
  }
  return problems
}

function isWithin(value: number, min: number, max: number): boolean {
  return Number.isInteger(value) && value >= min && value <= max
}
