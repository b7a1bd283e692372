import { expect, test } from 'vitest'
import { createTold } from '../../../src/main/vault/told.ts'

const made = { lastFour: 'wxyz', setAtMs: Date.UTC(2026, 2, 10, 12) }

test.each(['export signing key', 'fingerprint key', 'booking page key'])('that the desk made its %s is nobody’s change', (name) => {
  expect(createTold([], []).credential(name, made)).toEqual({ name, before: null, after: null })
})

test('a token is told by its end and its age, under the kind first', () => {
  expect(createTold([], []).credential('calendly token', made)).toEqual({ name: 'token calendly', before: null, after: made })
})

test('of a passphrase only its age is told', () => {
  expect(createTold([], []).credential('backup passphrase', made)).toEqual({
    name: 'backup passphrase',
    before: null,
    after: { setAtMs: made.setAtMs },
  })
})
