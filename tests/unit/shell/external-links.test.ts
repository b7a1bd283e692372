import { expect, test } from 'vitest'
import { judgeLink, mayOpenForDesk } from '../../../src/main/shell/external-links.ts'

test.each([
  'https://zoom.us/j/123',
  'https://us02web.zoom.us/j/1',
  'https://meet.google.com/abc-defg-hij',
  'https://teams.microsoft.com/l/x',
  'https://calendly.com/integrations/api_webhooks',
  'https://console.cloud.google.com/auth/clients',
])('%s opens without a question', (url) => {
  expect(judgeLink(url)).toEqual({ kind: 'open' })
})

test.each([
  ['https://example.com/meet', 'example.com'],
  ['https://notzoom.us/j/1', 'notzoom.us'],
  ['https://zoom.us.example.com/j/1', 'zoom.us.example.com'],
  ['https://zoom.us:8443/j/1', 'zoom.us:8443'],
  ['https://google.com/', 'google.com'],
  ['https://pages.calendly.com/x', 'pages.calendly.com'],
  // What is shown is what will be opened: letters of another script come out as punycode.
  ['https://z\u043e\u043em.us/j/1', 'xn--zm-fmca.us'],
])('%s is asked about, by its host', (url, hostname) => {
  expect(judgeLink(url)).toEqual({ kind: 'ask', hostname })
})

test.each([
  'http://zoom.us/j/1',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'zoommtg://zoom.us/join',
  'https://zoom.us@example.com/',
  'https://user:word@zoom.us/',
  'not a link',
  '',
])('%s is refused', (url) => {
  expect(judgeLink(url)).toEqual({ kind: 'refuse' })
})

test.each([
  ['https://accounts.google.com/o/oauth2/v2/auth?client_id=x', true],
  ['http://127.0.0.1:7441/authorise', true],
  ['http://[::1]:7441/', true],
  ['http://accounts.google.com/', false],
  ['http://127.0.0.1.example.com/', false],
  ['https://accounts.google.com@example.com/', false],
  ['file:///etc/passwd', false],
  ['not a link', false],
])('for the desk itself, %s opens: %s', (url, opens) => {
  expect(mayOpenForDesk(url)).toBe(opens)
})
