import { expect, test } from 'vitest'
import { fieldErrors } from '../../../../src/renderer/settings/field-errors.ts'
import { ruleProblem } from '../../../../src/renderer/settings/rule-problem.ts'
import { backendWords } from '../../../../src/renderer/settings/vault-words.ts'
import type { TypeRule } from '../../../../src/shared/settings.ts'

const rule = (patch: Partial<TypeRule>): TypeRule => ({
  provider: null,
  field: 'either',
  match: 'contains',
  pattern: 'interview',
  type: 'interview',
  ...patch,
})

test.each([
  ['a narrower one behind it', rule({}), rule({ pattern: 'Phone Interview' }), 'Never used: rule 1 fits first.'],
  ['one provider’s behind everybody’s', rule({}), rule({ provider: 'calendly' }), 'Never used: rule 1 fits first.'],
  ['anything behind anything', rule({ match: 'always', pattern: '' }), rule({}), 'Never used: rule 1 fits first.'],
  ['an exact one behind one that contains it', rule({}), rule({ match: 'equals' }), 'Never used: rule 1 fits first.'],
  ['a wider one behind it', rule({ pattern: 'phone interview' }), rule({}), null],
  ['another provider’s', rule({ provider: 'cal-com' }), rule({ provider: 'calendly' }), null],
  ['everybody’s behind one provider’s', rule({ provider: 'cal-com' }), rule({}), null],
  ['either behind the name only', rule({ field: 'name' }), rule({}), null],
  ['one that contains it behind an exact one', rule({ match: 'equals' }), rule({}), null],
  ['an unfinished one', rule({ pattern: '' }), rule({}), null],
  ['anything behind words', rule({}), rule({ match: 'always', pattern: '' }), null],
])('a rule that shadows %s is told', (_what, first, second, expected) => {
  expect(ruleProblem([first, second], 1)).toBe(expected)
})

test('what the contract refused comes to its fields', () => {
  const error = { code: 'BAD_REQUEST', data: { issues: [{ path: ['typeRules', 0, { key: 'pattern' }], message: 'too long' }] } }
  expect(fieldErrors(error)).toEqual({ 'typeRules.0.pattern': 'too long' })
})

test.each([[new Error('lost')], [null], [{ data: { issues: 'none' } }], [{ data: null }]])('%j is about no field', (error) => {
  expect(fieldErrors(error)).toEqual({})
})

test('every backend has its words', () => {
  expect([null, 'passphrase', 'memory', 'environment key', 'keyring:gnome_libsecret'].map(backendWords)).toEqual([
    'Nothing chosen yet.',
    'Under a passphrase (scrypt, AES-256-GCM), asked for at each start.',
    'In memory only: gone when Deskbell closes.',
    'Under the key of DESKBELL_VAULT_KEY (AES-256-GCM).',
    "By the system's keyring (gnome_libsecret).",
  ])
})
