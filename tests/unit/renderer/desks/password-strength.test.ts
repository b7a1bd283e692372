import { expect, test } from 'vitest'
import { shortestPassword } from '../../../../src/main/desks/passwords.ts'
import { leastPasswordLength, passwordStrength } from '../../../../src/renderer/desks/password-strength.ts'

test('the page asks for as many characters as the desk', () => {
  expect(leastPasswordLength).toBe(shortestPassword)
})

test.each([
  ['', { level: 'short', missing: 12 }],
  ['eleven char', { level: 'short', missing: 1 }],
  // Counted as a person counts them.
  ['🔑🔑🔑', { level: 'short', missing: 9 }],
  ['aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa', { level: 'enough' }],
  ['abababababab', { level: 'enough' }],
  ['twelve chars', { level: 'enough' }],
  ['eighteen letters !', { level: 'good' }],
  ['a wren, two ferries and a lamp', { level: 'strong' }],
] as const)('%j is %j', (password, strength) => {
  expect(passwordStrength(password)).toEqual(strength)
})
