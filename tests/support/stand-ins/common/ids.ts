import { createHash } from 'node:crypto'

/** Ids that look random and are the same in every run with the same seed. */
export function createIds(seed: number): (kind: string) => string {
  let count = 0
  return (kind) => {
    count += 1
    return createHash('sha256').update(`${seed} ${count} ${kind}`).digest('hex').slice(0, 24)
  }
}

/** One id in the shape of a UUID. */
export function asUuid(id: string): string {
  const digits = id.padEnd(32, '0')
  return [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `8${digits.slice(17, 20)}`, digits.slice(20, 32)].join('-')
}
