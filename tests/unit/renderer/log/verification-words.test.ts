import { expect, test } from 'vitest'
import { skewInWords, verificationFacts } from '../../../../src/renderer/log/verification-words.ts'

test('a verified delivery tells scheme, secret and clock', () => {
  expect(verificationFacts({ scheme: 'standard-webhooks', key: 'previous', skewSeconds: -14.2, failure: null })).toEqual([
    ['Scheme', 'Standard Webhooks'],
    ['Secret', 'the previous one, still in its overlap'],
    ["Sender's clock", '14 s behind ours'],
  ])
})

test('a failure is told in words with its exact term behind them', () => {
  expect(verificationFacts({ scheme: 'cal-com-sha256', key: null, skewSeconds: null, failure: 'mismatch' })).toEqual([
    ['Scheme', 'Cal.com signature (SHA-256)'],
    ['Failed because', 'the signature does not fit the body and our secret (mismatch)'],
  ])
})

test('what never came to a check says so', () => {
  expect(verificationFacts({ scheme: null, key: null, skewSeconds: null, failure: null })).toEqual([['Scheme', 'not checked']])
})

test.each([
  [1.4, 'as ours'],
  [90, '90 s ahead of ours'],
  [-600, '10 min behind ours'],
  [10_800, '3 h ahead of ours'],
])('%d seconds are "%s"', (seconds, words) => {
  expect(skewInWords(seconds)).toBe(words)
})
