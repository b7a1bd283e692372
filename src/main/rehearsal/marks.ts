import { randomBytes } from 'node:crypto'

/** The header by which the receiver recognises a delivery that this very desk sends to itself. */
export const originHeader = 'x-deskbell-origin'

export interface Mark {
  readonly origin: 'test' | 'sample'
  /**
   * Set: it alone verifies this one delivery, in place of the provider's own secrets. The sample day works so before any secret is set.
   * It is never stored and verifies nothing else.
   */
  readonly secret: string | null
}

/** Marks of deliveries that were sent and have not arrived yet. They live in memory, so nobody outside can make one. */
export interface Marks {
  /** The value for the header. */
  issue(mark: Mark): string
  /** Each counts once; null: not one of ours. */
  take(value: string): Mark | null
  /** True: one of ours, that has not been taken yet. */
  isIssued(value: string): boolean
  /** Gives up what was issued and did not arrive. */
  forget(value: string): void
}

export function createMarks(): Marks {
  const issued = new Map<string, Mark>()
  return {
    issue(mark) {
      const value = randomBytes(18).toString('base64url')
      issued.set(value, mark)
      return value
    },
    take(value) {
      const mark = issued.get(value) ?? null
      issued.delete(value)
      return mark
    },
    isIssued: (value) => issued.has(value),
    forget: (value) => void issued.delete(value),
  }
}
