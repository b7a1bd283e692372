import type { DeskSession } from '../../shared/contract/desks.ts'

type Program = Pick<DeskSession, 'browser' | 'system'>

// Chromium's descendants also name Chrome, and everybody names Safari: the first that fits.
const browsers: readonly (readonly [RegExp, Program['browser']])[] = [
  [/\bEdgA?\//, 'edge'],
  [/\b(Firefox|FxiOS)\//, 'firefox'],
  [/\b(Chrome|CriOS|Chromium)\//, 'chrome'],
  [/\bSafari\//, 'safari'],
]
const systems: readonly (readonly [RegExp, Program['system']])[] = [
  [/\bAndroid\b/, 'android'],
  [/\b(iPhone|iPad|iPod)\b/, 'ios'],
  [/\bWindows\b/, 'windows'],
  [/\bMac OS X\b/, 'macos'],
  [/\bLinux\b/, 'linux'],
]

/** The family of a browser and its system: enough to recognise one's own, and no more than that is kept. */
export function programOf(userAgent: string | undefined): Program {
  const text = userAgent ?? ''
  return {
    browser: browsers.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
    system: systems.find(([pattern]) => pattern.test(text))?.[1] ?? 'other',
  }
}
