import { expect, test } from 'vitest'
import { googleState, inOrder } from '../../../../src/renderer/google/google-state.ts'
import type { Google, GoogleAccount, GoogleCalendar } from '../../../../src/shared/contract/google.ts'

const client: Google['client'] = { id: '1.apps.googleusercontent.com', secretLastFour: null }
const calendar: GoogleCalendar = {
  id: 1,
  name: 'Practice',
  timeZone: null,
  isPrimary: false,
  followed: true,
  hostId: null,
  followedThrough: null,
  syncedAtMs: 500,
  problem: null,
  channel: null,
}
const account = (calendars: GoogleCalendar[], state: GoogleAccount['state'] = 'ready'): GoogleAccount => ({
  id: 1,
  email: 'desk@example.com',
  signedInAtMs: 1,
  state,
  calendars,
})
const older = { ...calendar, id: 2, syncedAtMs: 400 }
const unread = { ...calendar, id: 3, syncedAtMs: null }

test.each([
  ['no client', null, [], 'wary', "Not connected: the office's OAuth client is missing", null],
  ['no account', client, [], 'wary', 'Nobody has signed in yet', null],
  ['nothing followed', client, [account([{ ...calendar, followed: false }])], 'wary', 'No calendar is followed yet', null],
  ['all synced', client, [account([calendar, older])], 'good', 'Follows 2 calendars, last synced', 400],
  ['one not read yet', client, [account([calendar, unread])], 'wary', '1 calendar is read for the first time', null],
  ['one offline', client, [account([calendar, { ...older, problem: 'offline' }])], 'wary', '1 calendar could not be synced', null],
  ['one forbidden', client, [account([{ ...calendar, problem: 'forbidden' }, older])], 'bad', '1 calendar could not be synced', null],
  [
    'one account of two ended',
    client,
    [account([calendar]), account([], 'sign-in-again')],
    'bad',
    'Google asks to sign in again. What was read stays',
    null,
  ],
  ['the vault shut', client, [account([calendar], 'vault')], 'bad', 'Closed: the sign-in cannot be read at the moment', null],
] as const)('with %s, the card says so', (_name, given, accounts, tone, words, sinceMs) => {
  const state = googleState({ client: given, accounts: accounts as unknown as GoogleAccount[] })
  expect(state).toEqual({ tone, words, sinceMs, deliveryId: null })
})

test('the main calendar comes first, and switching one on moves none', () => {
  const [practice, main, holidays] = [
    calendar,
    { ...calendar, id: 4, name: 'z@example.com', isPrimary: true },
    { ...calendar, id: 5, name: 'Holidays' },
  ]
  const names = (followed: boolean) => inOrder([practice, main, { ...holidays, followed }]).map(({ name }) => name)
  expect([names(true), names(false)]).toEqual([
    ['z@example.com', 'Holidays', 'Practice'],
    ['z@example.com', 'Holidays', 'Practice'],
  ])
})
