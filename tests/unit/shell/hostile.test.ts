import { expect, test } from 'vitest'
import { withoutMarkup } from '../../../src/main/shell/notice-text.ts'

test('a notification on Linux, whose desktops draw markup, holds no tag', () => {
  const text = 'Booked: <img src="https://evil.invalid/x.png"> & <a href="https://evil.invalid">click</a>'
  expect(withoutMarkup(text, 'linux')).not.toMatch(/[<>]/)
  expect(withoutMarkup('Jane Doe\n10:00 & later', 'linux')).toBe('Jane Doe\n10:00 & later')
  expect([withoutMarkup(text, 'darwin'), withoutMarkup(text, 'win32')]).toEqual([text, text])
})
