/** What can be set of the receiver's limits, and what is set where nobody changed it. No zod in here: the window shows it beside each. */
export const guardBounds = {
  failuresPerSecond: { min: 1, max: 1_000, usual: 10 },
  failuresPerMinute: { min: 1, max: 10_000, usual: 60 },
  authenticPerSecond: { min: 50, max: 100_000, usual: 2_000 },
  // An authentic delivery is refused only by what is far beyond any office.
  authenticPerMinute: { min: 600, max: 1_000_000, usual: 60_000 },
  // Bytes. Cal.com's payloads, the largest, are about 10 KB.
  bodyBytes: { min: 16 * 1024, max: 8 * 1024 * 1024, usual: 256 * 1024 },
  // Node's own default.
  headerBytes: { min: 4 * 1024, max: 64 * 1024, usual: 16 * 1024 },
  // No provider nests deeper than seven.
  nesting: { min: 8, max: 128, usual: 32 },
  headersSeconds: { min: 1, max: 60, usual: 5 },
  requestSeconds: { min: 2, max: 120, usual: 10 },
  connections: { min: 50, max: 50_000, usual: 2_000 },
} as const
export type GuardLimit = keyof typeof guardBounds

/** Seconds. */
export const clockToleranceBounds = { min: 30, max: 3_600 } as const
/** Days. */
export const reminderBounds = { min: 7, max: 3_650, usual: 180 } as const
