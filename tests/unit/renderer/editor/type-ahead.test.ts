import { expect, test } from 'vitest'
import { typeAhead } from '../../../../src/renderer/editor/type-ahead.ts'

function press(target: EventTarget, key: string, modifiers: { readonly ctrlKey?: boolean } = {}): void {
  target.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { key, ctrlKey: false, metaKey: false, ...modifiers }))
}

/** Holds keys back on a page that writes down those that reach it. Node asks in the order of adding: a page's capturing listeners come first. */
function begin() {
  const target = new EventTarget()
  const reached: string[] = []
  const end = typeAhead(target)
  target.addEventListener('keydown', (event) => reached.push((event as KeyboardEvent).key))
  return { target, reached, end }
}

test('what is typed while the form is on its way goes into the form, and to no key of the page', () => {
  const { target, reached, end } = begin()
  for (const key of ['A', 'n', 'x', 'Backspace', 'n', 'Shift', 'a', 'Enter']) press(target, key)
  expect({ typed: end(), reached }).toEqual({ typed: 'Anna', reached: [] })
  press(target, 'n')
  expect(reached).toEqual(['n'])
})

test('Escape takes the wish for the form back', () => {
  const { target, reached, end } = begin()
  for (const key of ['A', 'Escape']) press(target, key)
  expect({ typed: end(), reached }).toEqual({ typed: null, reached: [] })
})

test('what is pressed with Ctrl is no text, and goes its way', () => {
  const { target, reached, end } = begin()
  press(target, 'k', { ctrlKey: true })
  expect({ typed: end(), reached }).toEqual({ typed: '', reached: ['k'] })
})
