import { expect, test } from 'vitest'
import { themeWith } from '../../../../src/renderer/app/theme.ts'

test('whatever is closed by a cross names that button in the window’s language', () => {
  const { components } = themeWith({ close: 'Schließen' })
  const named = ['Drawer', 'Modal', 'Notification'].map((name) => [
    name,
    components?.[name]?.defaultProps?.closeButtonProps?.['aria-label'],
  ])
  expect(named).toEqual([
    ['Drawer', 'Schließen'],
    ['Modal', 'Schließen'],
    ['Notification', 'Schließen'],
  ])
})
