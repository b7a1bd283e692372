import { afterEach, expect, test } from 'vitest'
import { durationWords, gapSentences, isTroubled } from '../../../../src/renderer/away/away-words.ts'
import { setLanguage } from '../../../../src/renderer/ui/t.tsx'
import type { Gap, Recovery } from '../../../../src/shared/contract/away.ts'
import { languages } from '../../../../src/shared/messages/translator.ts'
import { gapReasons, providerIds, readOutcomes } from '../../../../src/shared/words.ts'

const minuteMs = 60_000
const hourMs = 60 * minuteMs

const recovery = (provider: Recovery['provider'], found: Partial<Recovery> = {}): Recovery => ({
  provider,
  outcome: 'done',
  changed: 0,
  subscription: 'fine',
  wasDisabled: false,
  ...found,
})
const gap = (recoveries: Recovery[], given: Partial<Gap> = {}): Gap => ({
  id: 1,
  reason: 'off',
  fromMs: 0,
  toMs: 62 * hourMs,
  changed: recoveries.reduce((sum, { changed }) => sum + changed, 0),
  recoveries,
  isDismissed: false,
  ...given,
})
const said = (recoveries: Recovery[], given: Partial<Gap> = {}): string => gapSentences(gap(recoveries, given)).join(' ')

afterEach(() => setLanguage('en'))

test('what was recovered and renewed is one line', () => {
  const found = [recovery('calendly', { changed: 14, subscription: 'renewed', wasDisabled: true })]
  expect(said(found)).toBe('Away 62 h: 14 changes recovered, Calendly’s subscription was disabled and has been renewed.')
  setLanguage('de')
  expect(said(found)).toBe('62 Std. nicht da: 14 Änderungen nachgeholt; das Abonnement bei Calendly war abgeschaltet und wurde erneuert.')
})

test('a booking that two sources tell of is one change', () => {
  const found = [recovery('calendly', { changed: 1 }), recovery('google-calendar', { changed: 1 })]
  expect(said(found, { changed: 1 })).toBe('Away 62 h: 1 change recovered.')
})

test.each([
  ['nothing missed', [recovery('calendly')], 'Away 62 h: nothing was missed.'],
  ['one change', [recovery('calendly', { changed: 1 }), recovery('cal-com')], 'Away 62 h: 1 change recovered.'],
  [
    'nothing known at all',
    [recovery('calendly', { outcome: 'no-token', subscription: null }), recovery('cal-com', { outcome: 'no-token', subscription: null })],
    'Away 62 h: whether anything was missed is not known. Calendly and Cal.com could not be checked without tokens.',
  ],
  [
    'one provider without a token',
    [recovery('calendly', { changed: 3 }), recovery('cal-com', { outcome: 'no-token', subscription: null })],
    'Away 62 h: 3 changes recovered. Cal.com could not be checked without a token.',
  ],
  [
    'still being read',
    [recovery('calendly', { outcome: null, subscription: null }), recovery('google-calendar', { outcome: null, subscription: null })],
    'Away 62 h: reading what was missed at Calendly and Google Calendar.',
  ],
  [
    'partly read',
    [recovery('calendly', { changed: 3 }), recovery('google-calendar', { outcome: null, subscription: null })],
    'Away 62 h: 3 changes recovered so far, still reading Google Calendar.',
  ],
  [
    'two renewed',
    [
      recovery('calendly', { changed: 2, subscription: 'renewed', wasDisabled: true }),
      recovery('cal-com', { subscription: 'renewed', wasDisabled: true }),
    ],
    'Away 62 h: 2 changes recovered. The subscriptions at Calendly and Cal.com were disabled and have been renewed.',
  ],
  [
    'renewed and nothing missed',
    [recovery('calendly', { subscription: 'renewed', wasDisabled: true })],
    'Away 62 h: nothing was missed. Calendly’s subscription was disabled and has been renewed.',
  ],
  [
    'offline',
    [recovery('calendly', { outcome: 'offline', subscription: null })],
    'Away 62 h: whether anything was missed is not known. Calendly could not be reached yet; it is tried again.',
  ],
  [
    'a sign-in that ended',
    [recovery('calendly'), recovery('google-calendar', { outcome: 'token-refused', subscription: null })],
    'Away 62 h: nothing was missed at Calendly. Google Calendar could not be checked: somebody has to sign in again.',
  ],
  [
    'the clinic beside others',
    [recovery('calendly', { changed: 1 }), recovery('healthcare', { outcome: 'not-offered', subscription: null })],
    'Away 62 h: 1 change recovered. Clinic cannot be asked: what it sent meanwhile comes only if it sends it again.',
  ],
])('%s', (_what, recoveries, words) => {
  expect(said(recoveries)).toBe(words)
})

test('where Deskbell ran it was not away but not reachable', () => {
  expect(said([recovery('calendly', { changed: 2 })], { reason: 'tunnel', toMs: 42 * minuteMs })).toBe(
    'Not reachable for 42 min: 2 changes recovered.',
  )
})

test.each([
  [minuteMs, '1 min'],
  [59 * minuteMs, '59 min'],
  [hourMs, '1 h'],
  [62 * hourMs, '62 h'],
  [100 * hourMs, '4 days'],
])('%d ms are %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words)
})

test.each(languages)('every reason with every outcome is said without an open gap, in %s', (language) => {
  setLanguage(language)
  const subscriptions = ['fine', 'renewed', 'moved', 'missing', 'could-not', null] as const
  for (const reason of gapReasons)
    for (const outcome of [...readOutcomes, 'not-offered', null] as const)
      for (const subscription of subscriptions)
        for (const wasDisabled of [true, false]) {
          const found = providerIds.map((provider) => recovery(provider, { outcome, subscription, wasDisabled, changed: 2 }))
          expect(said(found, { reason })).not.toMatch(/\{\{|away\.|undefined/)
        }
})

test('what somebody has to look after is told apart from what was done', () => {
  expect(isTroubled(gap([recovery('calendly', { changed: 2, subscription: 'renewed', wasDisabled: true })]))).toBe(false)
  expect(isTroubled(gap([recovery('calendly', { outcome: null }), recovery('healthcare', { outcome: 'not-offered' })]))).toBe(false)
  expect(isTroubled(gap([recovery('calendly', { outcome: 'no-token' })]))).toBe(true)
  expect(isTroubled(gap([recovery('calendly', { subscription: 'could-not' })]))).toBe(true)
})
