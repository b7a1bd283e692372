import type { TypeRule } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'

/**
 * Why a rule can never decide anything, as a sentence: an earlier one takes everything that it would fit. Null: it can.
 * A shadowed rule is not an error, and the desk keeps it; the window says so because nobody means it.
 */
export function ruleProblem(rules: readonly TypeRule[], index: number): string | null {
  const rule = rules[index]
  if (!rule) return null
  const earlier = rules.slice(0, index).findIndex((other) => takesAllOf(other, rule))
  return earlier === -1 ? null : t('settings.types.neverUsed', { number: earlier + 1 })
}

function takesAllOf(earlier: TypeRule, later: TypeRule): boolean {
  if (earlier.provider !== null && earlier.provider !== later.provider) return false
  if (earlier.match === 'always') return true
  if (later.match === 'always' || (earlier.field !== 'either' && earlier.field !== later.field)) return false
  const [wanted, given] = [earlier.pattern.trim().toLowerCase(), later.pattern.trim().toLowerCase()]
  if (wanted === '' || given === '') return false
  return earlier.match === 'equals' ? later.match === 'equals' && wanted === given : given.includes(wanted)
}
