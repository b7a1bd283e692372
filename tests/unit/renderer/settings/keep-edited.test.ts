import { expect, test } from 'vitest'
import { keepEdited } from '../../../../src/renderer/settings/keep-edited.ts'

const before = { port: 8080, hours: [1, 2], name: null as string | null }

test('what nobody is editing is what was saved elsewhere', () => {
  expect(keepEdited(before, before, { port: 9090, hours: [3], name: 'Mia' })).toEqual({ port: 9090, hours: [3], name: 'Mia' })
})

test('what somebody is editing stays when something else is saved', () => {
  const shown = { ...before, hours: [1, 2, 3] }
  expect(keepEdited(shown, before, { port: 9090, hours: [1], name: null })).toEqual({ port: 9090, hours: [1, 2, 3], name: null })
})

test('what is typed while the rest is being saved stays, and what was sent stands as the desk has written it', () => {
  const sent = { ...before, name: ' Mia ' }
  const shown = { ...sent, port: 9090 }
  expect(keepEdited(shown, sent, { ...before, name: 'Mia' })).toEqual({ port: 9090, hours: [1, 2], name: 'Mia' })
})
