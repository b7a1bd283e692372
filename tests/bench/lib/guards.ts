import { defaultSettings, type GuardSettings } from '../../../src/shared/settings.ts'

/** More than any machine sends: what is measured is how fast deliveries are kept, not how many are let in. */
export const unboundedGuards: GuardSettings = { ...defaultSettings().guards, authenticPerSecond: 100_000, authenticPerMinute: 1_000_000 }
