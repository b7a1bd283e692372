import { createHash, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { auth as library, calendar } from '@googleapis/calendar'
import { expect, onTestFinished, test } from 'vitest'
import type { Push } from '../../support/stand-ins/common/outbox.ts'
import { createStandInGoogle } from '../../support/stand-ins/google.ts'
import type { StandInGoogle, StandInGoogleOptions } from '../../support/stand-ins/google.ts'
import { signInAt } from '../../support/stand-ins/google-sign-in.ts'

const email = 'office@northwind.example'
const noon = Date.UTC(2026, 2, 5, 17)
const hourMs = 3_600_000
const scopes = ['openid', 'email', 'https://www.googleapis.com/auth/calendar.readonly']
const meeting = (atMs: number) => ({ summary: 'Consultation', start: { atMs }, end: { atMs: atMs + hourMs } })

async function startGoogle(options: StandInGoogleOptions = {}): Promise<StandInGoogle> {
  const google = await createStandInGoogle({ now: () => noon, ...options })
  onTestFinished(() => google.close())
  return google
}

/** Signs in with Google's own library, through the page and the loopback redirect. */
async function signedIn({ client, internet }: StandInGoogle, asked: Partial<Parameters<typeof signInAt>[1]> = {}) {
  let back = new URL('http://127.0.0.1')
  const loopback = createServer((request, response) => {
    back = new URL(request.url ?? '/', 'http://127.0.0.1')
    response.end('back')
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void loopback.close())
  await new Promise((resolve) => loopback.once('listening', resolve))
  const redirectUri = `http://127.0.0.1:${(loopback.address() as AddressInfo).port}`
  const auth = new library.OAuth2({
    clientId: client.id,
    redirectUri,
    forceRefreshOnFailure: true,
    endpoints: {
      oauth2AuthBaseUrl: internet.googleAuthorise,
      oauth2TokenUrl: internet.googleToken,
      oauth2RevokeUrl: internet.googleRevoke,
    },
  })
  const verifier = randomBytes(32).toString('base64url')
  const url = new URL(auth.generateAuthUrl({ scope: scopes, access_type: 'offline', state: 'the state' }))
  url.searchParams.set('code_challenge', createHash('sha256').update(verifier).digest('base64url'))
  url.searchParams.set('code_challenge_method', 'S256')
  await signInAt(url.href, { email, ...asked })
  const code = back.searchParams.get('code')
  if (code !== null) auth.setCredentials((await auth.getToken({ code, codeVerifier: verifier })).tokens)
  const api = calendar({ version: 'v3', auth, rootUrl: `${internet.googleApi}/`, retry: false })
  return { auth, api, back, url: url.href, verifier }
}

const statusOf = async (call: Promise<unknown>): Promise<unknown> =>
  call.then(
    () => 'fine',
    (error: { status?: number }) => error.status,
  )

test('a person signs in with PKCE over the loopback redirect, and the id token tells who they are', async () => {
  const google = await startGoogle()
  const { auth, back } = await signedIn(google)
  expect(back.searchParams.get('state')).toBe('the state')
  const claims = JSON.parse(Buffer.from(auth.credentials.id_token?.split('.')[1] ?? '', 'base64url').toString()) as { email: string }
  expect({ email: claims.email, refresh: auth.credentials.refresh_token !== undefined, scope: auth.credentials.scope }).toEqual({
    email,
    refresh: true,
    scope: scopes.join(' '),
  })
})

test('who presses Deny is sent back with access_denied, and a sign-in that is not the client gets a page and no redirect', async () => {
  const google = await startGoogle()
  const { back, url } = await signedIn(google, { decision: 'deny' })
  expect(Object.fromEntries(back.searchParams)).toEqual({ state: 'the state', error: 'access_denied' })
  const wrongly = [
    ['client_id', 'somebody-else'],
    ['redirect_uri', 'https://elsewhere.example/'],
    ['code_challenge_method', 'plain'],
    ['response_type', 'token'],
  ] as const
  const statuses = wrongly.map(async ([name, value]) => {
    const wrong = new URL(url)
    wrong.searchParams.set(name, value)
    return [name, (await fetch(wrong, { redirect: 'manual' })).status]
  })
  expect(await Promise.all(statuses)).toEqual(wrongly.map(([name]) => [name, 400]))
})

test('a code counts once and only with its verifier, and a revoked refresh token is invalid_grant', async () => {
  const google = await startGoogle()
  const { auth, api, back } = await signedIn(google)
  const again = await auth.getToken({ code: back.searchParams.get('code') ?? '', codeVerifier: 'another' }).catch((error: unknown) => error)
  expect(again).toMatchObject({ response: { data: { error: 'invalid_grant' } } })
  google.authority.expireAccessTokens()
  // The library refreshes by itself.
  expect(await statusOf(api.calendarList.list())).toBe('fine')
  google.authority.revoke(email)
  const refused = await api.calendarList.list().catch((error: unknown) => error)
  expect(refused).toMatchObject({ response: { data: { error: 'invalid_grant' } } })
})

test('without the calendar ticked on the page, the calendar is 403', async () => {
  const google = await startGoogle()
  const { api } = await signedIn(google, { scopes: (scope) => !scope.includes('calendar') })
  expect(await statusOf(api.events.list({ calendarId: 'primary', singleEvents: true }))).toBe(403)
})

test('a listing goes over its pages, one of them empty, and only the last one gives a sync token, from which on only changes are told', async () => {
  const google = await startGoogle()
  const office = google.calendar(email)
  const kept = office.add(meeting(noon))
  const gone = office.add(meeting(noon + hourMs))
  office.add(meeting(noon + 2 * hourMs))
  google.setPaging({ most: 2, beginsEmpty: true })
  const { api } = await signedIn(google)
  const pages: { items: number; sync: boolean }[] = []
  let pageToken: string | undefined
  let syncToken = ''
  do {
    const { data } = await api.events.list({ calendarId: email, singleEvents: true, ...(pageToken !== undefined && { pageToken }) })
    pages.push({ items: data.items?.length ?? -1, sync: data.nextSyncToken !== undefined })
    pageToken = data.nextPageToken ?? undefined
    syncToken = data.nextSyncToken ?? ''
  } while (pageToken !== undefined)
  expect(pages).toEqual([
    { items: 0, sync: false },
    { items: 2, sync: false },
    { items: 1, sync: true },
  ])

  google.setPaging({ most: 250, beginsEmpty: false })
  office.change(kept, { start: { atMs: noon + 3 * hourMs }, end: { atMs: noon + 4 * hourMs } })
  office.cancel(gone)
  const { data } = await api.events.list({ calendarId: email, singleEvents: true, syncToken })
  expect(data.items?.map(({ id, status, start }) => ({ id, status, start: start?.dateTime }))).toEqual(
    [
      { id: kept, status: 'confirmed', start: '2026-03-05T15:00:00-05:00' },
      { id: gone, status: 'cancelled', start: undefined },
    ].sort((one, other) => (one.id < other.id ? -1 : 1)),
  )
})

test('what the documentation forbids beside a sync token is 400, and an expired one is 410, in the middle of its pages too', async () => {
  const google = await startGoogle()
  const office = google.calendar(email)
  office.add(meeting(noon))
  const { api } = await signedIn(google)
  const asked = { calendarId: email, singleEvents: true }
  const { data } = await api.events.list(asked)
  const syncToken = data.nextSyncToken ?? ''
  const forbidden = [
    { timeMin: '2026-01-01T00:00:00Z' },
    { orderBy: 'startTime' },
    { q: 'x' },
    { showDeleted: false },
    { singleEvents: false },
  ]
  const statuses = forbidden.map((extra) => statusOf(api.events.list({ ...asked, syncToken, ...extra })))
  expect(await Promise.all(statuses)).toEqual(forbidden.map(() => 400))
  office.add(meeting(noon))
  office.add(meeting(noon))
  google.setPaging({ most: 1 })
  const { data: first } = await api.events.list({ ...asked, syncToken })
  google.expireSyncTokens()
  expect(await statusOf(api.events.list({ ...asked, syncToken, pageToken: first.nextPageToken ?? '' }))).toBe(410)
  expect(await statusOf(api.events.list({ ...asked, syncToken }))).toBe(410)
})

test('a series comes as instances with their own ids: one was moved, one was cancelled, and daylight saving does not move the others', async () => {
  const google = await startGoogle()
  const office = google.calendar(email)
  const [, second = '', third = ''] = office.addSeries(meeting(noon), { everyDays: 7, times: 3 })
  office.change(second, { start: { atMs: noon + 8 * 24 * hourMs }, end: { atMs: noon + 8 * 24 * hourMs + hourMs } })
  office.cancel(third)
  const { api } = await signedIn(google)
  const { data } = await api.events.list({ calendarId: email, singleEvents: true, showDeleted: true })
  expect(
    data.items?.map(({ id, status, start, originalStartTime }) => [
      id?.split('_')[1],
      status,
      start?.dateTime,
      originalStartTime?.dateTime,
    ]),
  ).toEqual([
    ['20260305T170000Z', 'confirmed', '2026-03-05T12:00:00-05:00', '2026-03-05T12:00:00-05:00'],
    ['20260312T160000Z', 'confirmed', '2026-03-13T13:00:00-04:00', '2026-03-12T12:00:00-04:00'],
    ['20260319T160000Z', 'cancelled', undefined, '2026-03-19T12:00:00-04:00'],
  ])
})

test('a channel is told of each change by empty notifications, from a sync message before watch answers until it is stopped', async () => {
  const pushed: { push: Push; headers: Readonly<Record<string, string>> }[] = []
  const google = await startGoogle({
    deliver: async (push, atMs) => {
      pushed.push({ push, headers: push.headers(atMs) })
      return 200
    },
  })
  const { api } = await signedIn(google)
  const watch = (id: string, address = 'https://desk.example.com/api/calendar/webhook') =>
    api.events.watch({ calendarId: email, requestBody: { id, type: 'web_hook', address, token: 'our token' } })
  const { data } = await watch('channel-1')
  expect(pushed.map(({ headers }) => headers)).toEqual([
    {
      'content-type': 'application/json; utf-8',
      'user-agent': expect.stringContaining('APIs-Google') as string,
      'x-goog-channel-id': 'channel-1',
      'x-goog-channel-token': 'our token',
      'x-goog-channel-expiration': 'Thu, 12 Mar 2026 17:00:00 GMT',
      'x-goog-message-number': '1',
      'x-goog-resource-id': data.resourceId,
      'x-goog-resource-state': 'sync',
      'x-goog-resource-uri': `https://www.googleapis.com/calendar/v3/calendars/${encodeURIComponent(email)}/events?alt=json`,
    },
  ])
  expect(await statusOf(watch('channel-1'))).toBe(400)
  const notHttps = await watch('channel-2', 'http://127.0.0.1/').catch((error: unknown) => error)
  expect(notHttps).toMatchObject({ response: { data: { error: { errors: [{ reason: 'push.webhookUrlNotHttps' }] } } } })

  await watch('channel-3')
  const event = google.calendar(email).add(meeting(noon))
  await google.outbox.flush()
  await api.channels.stop({ requestBody: { id: 'channel-1', resourceId: data.resourceId ?? '' } })
  google.calendar(email).cancel(event)
  await google.outbox.flush()
  expect(pushed.slice(2).map(({ headers }) => [headers['x-goog-channel-id'], headers['x-goog-resource-state']])).toEqual([
    ['channel-1', 'exists'],
    ['channel-3', 'exists'],
    ['channel-3', 'exists'],
  ])
})
