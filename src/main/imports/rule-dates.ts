import type ICAL from 'ical.js'
import { RRuleTemporal } from 'rrule-temporal'
import { Temporal } from 'temporal-polyfill'
import type { RowProblem } from '../../shared/import-words.ts'

/** A rule that no appointment has, that nobody can follow, or that no day fits. */
export class RuleError extends Error {
  override readonly name = 'RuleError'
  readonly reason: Extract<RowProblem, 'rule' | 'never'>

  constructor(reason: RuleError['reason'], options?: ErrorOptions) {
    super(`the rule cannot be followed: ${reason}`, options)
    this.reason = reason
  }
}

export interface RuleReading {
  readonly start: Temporal.ZonedDateTime
  /** Hours are nothing to the rule of a whole day: RFC 5545, 3.3.10. */
  readonly isWholeDay: boolean
  readonly from: Temporal.ZonedDateTime
  readonly to: Temporal.ZonedDateTime
  /** The only one of its series: then a start that does not fit it is the first that it counts, RFC 5545, 3.8.5.3. */
  readonly isAlone: boolean
}

/** Of a rule that counts: more than a century of days. */
const mostIterations = 50_000
/** Of one that fits no day: years enough to be sure. */
const mostFruitless = 2_000
/** Nobody has the same appointment more often on one day. */
const mostTimesOfDay = 48

const partsOfDay = ['BYHOUR', 'BYMINUTE', 'BYSECOND'] as const

/** What the clock of a series shows, as if that were UTC: a day has 24 hours then, and those when the clocks are set are like any other. */
export const asUtc = (time: ICAL.Time): Temporal.ZonedDateTime =>
  Temporal.PlainDateTime.from(time.toString().replace(/Z$/u, '')).toZonedDateTime('UTC')

/**
 * When a rule falls within the interval, both ends included, by rrule-temporal: to ical.js, which reads the rule, 30 February is 2 March.
 *
 * @param rule its end on the clock of the series.
 * @returns null: no day ever fits it. Throws RuleError.
 */
export function datesOfRule(
  rule: ICAL.Recur,
  { start, isWholeDay, from, to, isAlone }: RuleReading,
): readonly Temporal.ZonedDateTime[] | null {
  checkRule(rule)
  const { until } = rule
  const own = rule.clone()
  own.until = null
  if (isWholeDay) for (const part of partsOfDay) delete own.parts[part]
  const followed = (further: {
    readonly maxIterations: number
    readonly includeDtstart?: boolean
  }): RRuleTemporal<Temporal.ZonedDateTime> =>
    new RRuleTemporal({
      rruleString: `RRULE:${own.toString()}`,
      dtstart: start,
      ...(until && { until: asUtc(until) }),
      temporal: Temporal,
      ...further,
    })
  try {
    const first = firstOf(followed({ maxIterations: mostFruitless }), start)
    if (first === null) return null
    // Asked for only where it makes a difference: it is many times slower.
    const includeDtstart = isAlone && rule.count !== null && !first.equals(start)
    return followed({ maxIterations: mostIterations, includeDtstart }).between(from, to, true)
  } catch (cause) {
    throw new RuleError('rule', { cause })
  }
}

function checkRule(rule: ICAL.Recur): void {
  const isOften = !['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'].includes(rule.freq)
  const timesOfDay = partsOfDay.reduce((product, part) => product * Math.max(rule.getComponent(part).length, 1), 1)
  const isNoCount = rule.count !== null && !(rule.count > 0)
  // By the moon, by Easter: what is left without it says something else.
  const isStrange = Object.entries(rule).some(
    ([name, value]) => /^(?:by|skip$)/u.test(name) || (name === 'rscale' && !/^gregorian$/iu.test(String(value))),
  )
  if (isOften || timesOfDay > mostTimesOfDay || isNoCount || isStrange) throw new RuleError('rule')
}

/** Null: it never falls on any day. */
function firstOf(rule: RRuleTemporal<Temporal.ZonedDateTime>, start: Temporal.ZonedDateTime): Temporal.ZonedDateTime | null {
  try {
    return rule.next(start, true)
  } catch {
    return null
  }
}
