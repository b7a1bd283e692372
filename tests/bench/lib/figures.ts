/** The value below which this share of all lies. */
export function percentile(values: readonly number[], share: number): number {
  const value = values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) * share)]
  if (value === undefined) throw new Error('a percentile of nothing')
  return value
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

/** Of each deed the median of what it took, in milliseconds. They take turns, after one round that is not counted: it fills the caches. */
export function mediansOf(rounds: number, deeds: readonly (() => unknown)[]): number[] {
  const took = Array.from({ length: rounds + 1 }, () => deeds.map(timed))
  return deeds.map((_, index) => median(took.slice(1).map((round) => round[index] ?? 0)))
}

function timed(deed: () => unknown): number {
  const startedAt = performance.now()
  deed()
  return performance.now() - startedAt
}

export interface Figure {
  readonly name: string
  readonly value: number | null
  readonly goal: string
  readonly reached: boolean | null
  /** What the ratio was made of, or why there is none. */
  readonly detail: string
}

/** The table that goes into docs/benchmarks.md. */
export function table(figures: readonly Figure[]): string {
  const rows = figures.map(({ name, value, goal, reached, detail }) => {
    const shown = value === null ? '–' : value.toPrecision(3)
    return `| ${name} | ${shown} | ${goal} | ${reached === null ? '–' : reached ? 'yes' : 'no'} | ${detail} |`
  })
  return ['| figure | measured | goal | reached | made of |', '|---|---|---|---|---|', ...rows].join('\n')
}
