import type { FeedProgram } from '../../shared/sharing-words.ts'

/** The first that fits. Browsers come last: nearly everything calls itself Mozilla too. */
const programs: readonly (readonly [RegExp, FeedProgram])[] = [
  [/google-calendar/i, 'google'],
  [/thunderbird|lightning/i, 'thunderbird'],
  [/outlook|microsoft|exchange|office/i, 'outlook'],
  [/dataaccessd|calendaragent|calendar\/|ical\/|^(ios|ipados|macos|mac os x)\//i, 'apple'],
  [/davx|icsx|icsdroid|android|dalvik|okhttp/i, 'android'],
  [/^mozilla\//i, 'browser'],
]

/** By the User-Agent, of which nothing else is kept. Null: it says nothing. */
export function programOf(userAgent: string | undefined): FeedProgram | null {
  if (userAgent === undefined || userAgent.trim() === '') return null
  return programs.find(([pattern]) => pattern.test(userAgent))?.[1] ?? 'other'
}
