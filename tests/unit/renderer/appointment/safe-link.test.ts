import { expect, test } from 'vitest'
import { safeLink } from '../../../../src/renderer/appointment/safe-link.ts'

test.each([
  ['https://zoom.us/j/1?pwd=a', { href: 'https://zoom.us/j/1?pwd=a', hostName: 'zoom.us' }],
  ['HTTP://Meet.Example:8443/x', { href: 'http://meet.example:8443/x', hostName: 'meet.example:8443' }],
  ['https://zoom.us@evil.example/j/1', { href: 'https://zoom.us@evil.example/j/1', hostName: 'evil.example' }],
  ['javascript:alert(1)', null],
  ['data:text/html,<script>', null],
  ['file:///etc/passwd', null],
  ['zoommtg://join', null],
  ['zoom.us/j/1', null],
  ['', null],
  [null, null],
])('the link %j becomes %j', (address, expected) => {
  expect(safeLink(address)).toEqual(expected)
})
