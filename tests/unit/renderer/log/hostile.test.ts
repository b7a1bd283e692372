import { expect, test } from 'vitest'
import { withUnseenShown } from '../../../../src/renderer/log/body.ts'

test('what cannot be seen in a body, and what turns its text around, is written out', () => {
  expect(withUnseenShown('a\u202eb\u2066c\u0000d\u001b[2Je\ufeff')).toBe('a\\u202eb\\u2066c\\u0000d\\u001b[2Je\\ufeff')
})

test('lines, blanks and every script stay as they are', () => {
  const text = '{\r\n\t"name": "Zoë Gür موعد 李 👩‍👧"\n}'
  expect(withUnseenShown(text)).toBe(text)
})
