import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createStandInCalendly } from '../support/stand-ins/calendly.ts'
import { signInAt } from '../support/stand-ins/google-sign-in.ts'
import { createStandInGoogle } from '../support/stand-ins/google.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, providerCard, setSecret } from './support/pages.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = 'the-secret-of-this-office-1'
const nextSecret = 'the-secret-of-this-office-2'
const booking = sampleOf('calendly', 'composed-invitee-created')
const cancellation = sampleOf('calendly', 'composed-invitee-canceled-by-invitee')

test('a replaced secret still counts until it is dropped', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'Replace' }).click()
  await card.getByRole('textbox', { name: 'New signing secret' }).fill(nextSecret)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card).toContainText('ends …ce-2')
  await expect(card).toContainText('The previous one (…ce-1) counts for another')

  const statuses = async () => [
    (await postSigned(receiver, 'calendly', booking, secret)).status,
    (await postSigned(receiver, 'calendly', cancellation, nextSecret)).status,
  ]
  expect(await statuses()).toEqual([200, 200])

  await card.getByRole('button', { name: 'End it now' }).click()
  await page.getByRole('button', { name: 'Drop the previous secret' }).click()
  await expect(card.getByText('The previous one')).toHaveCount(0)
  expect(await statuses()).toEqual([401, 200])
})

test('a generated secret is shown until it is saved and never again', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  const card = providerCard(page, 'Smart-Scheduler')
  await card.getByRole('button', { name: 'Set secret' }).click()
  await card.getByRole('button', { name: 'Generate' }).click()
  const generated = await card.getByRole('textbox', { name: 'Signing secret' }).inputValue()
  expect(generated).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card).toContainText(`ends …${generated.slice(-4)}`)
  expect(await page.content()).not.toContain(generated)
  await card.getByRole('button', { name: 'Replace' }).click()
  await expect(card.getByRole('textbox', { name: 'New signing secret' })).toHaveValue('')
})

test('a secret that everybody knows, or that is too short, is refused at its field', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'Set secret' }).click()
  const field = card.getByRole('textbox', { name: 'Signing secret' })
  await field.fill('short')
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card.getByText('A signing secret has at least 16 characters.')).toBeVisible()
  await field.fill("It's a Secret to Everybody")
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card.getByText('This secret stands in a public guide')).toBeVisible()
  await expect(field).toHaveAttribute('aria-invalid', 'true')
})

test('without a secret the test makes one first, and is sent once it is saved', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await page.getByRole('region', { name: 'First steps' }).getByRole('button', { name: 'Send a test webhook' }).click()
  await page.getByRole('menuitem', { name: 'Cal.com' }).click()
  const card = providerCard(page, 'Cal.com')
  await card.getByRole('button', { name: 'Save and send BOOKING_CREATED' }).click()
  await expect(card.getByRole('status', { name: 'Test result' })).toContainText('BOOKING_CREATED: answered 200')
  await card.getByRole('button', { name: 'Its entry in the log' }).click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('Test Client')
})

test('the steps tick themselves off, and a refusal is the card’s sentence until something is accepted', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  const card = providerCard(page, 'Calendly')
  await expect(card).toContainText('No secret yet: nothing is accepted')
  await expect(card).toContainText('0 of 3 done')
  await setSecret(page, 'Calendly', secret)
  await expect(card).toContainText('Waiting for the first delivery')
  await expect(card).toContainText('1 of 3 done')

  await postSigned(receiver, 'calendly', booking, 'some other secret of somebody else')
  await expect(card).toContainText('1 delivery refused in the last 24 hours')
  await expect(card).toContainText('2 of 3 done')

  await postSigned(receiver, 'calendly', booking, secret)
  await expect(card).toContainText('Last delivery just now')
  await expect(card).toContainText('Connected: the steps again')
})

test('the clinic’s scheme is the one that is chosen', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  const card = providerCard(page, 'Clinic')
  await card.getByRole('combobox', { name: 'Scheme' }).click()
  await page.getByRole('option', { name: 'API key' }).click()
  await expect(card).toContainText('Authorization: Bearer')
  await setSecret(page, 'Clinic', 'the-key-of-this-clinic')
  const post = (headers: Record<string, string>) =>
    fetch(new URL('/webhook/appointment', receiver), {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: sampleOf('healthcare', 'brief-scenario-1-scheduled'),
    })
  expect([
    (await post({ 'x-api-key': 'another-key-altogether' })).status,
    (await post({ 'x-api-key': 'the-key-of-this-clinic' })).status,
  ]).toEqual([401, 201])
})

test('removing a secret asks first and closes the endpoint', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'Remove', exact: true }).click()
  const question = page.getByRole('dialog', { name: 'Remove' })
  // The key is heard where the focus is.
  await expect(question.getByRole('button', { name: 'Keep', exact: true })).toBeFocused()
  await page.keyboard.press('Escape')
  await expect(question).toHaveCount(0)
  await expect(card).toContainText('ends …ce-1')
  await card.getByRole('button', { name: 'Remove', exact: true }).click()
  await page.getByRole('button', { name: 'Remove the secret' }).click()
  await expect(card).toContainText('No secret yet: nothing is accepted')
  expect((await postSigned(receiver, 'calendly', booking, secret)).status).toBe(401)
})

test('Calendly is connected by token: a refused one says why, the right one makes the subscription and brings the bookings', async ({
  start,
  dataDir,
}) => {
  const calendly = await createStandInCalendly({ seed: 4 })
  calendly.account.book({
    person: { name: 'Nora Madeup', email: 'nora.madeup@client.example', timeZone: 'Europe/Berlin' },
    startMs: Date.now(),
  })
  const provision = join(dataDir, 'provision.json')
  await writeFile(provision, JSON.stringify({ settings: { publicAddress: 'https://desk.office.example' } }))
  const { page, receiving } = await start({
    args: ['--port', '0', '--provision', provision],
    env: { DESKBELL_INTERNET: JSON.stringify({ calendly: calendly.url }) },
  })
  await receiving()
  await page.getByRole('region', { name: 'First steps' }).getByRole('button', { name: 'Calendly by token' }).click()
  const dialog = page.getByRole('dialog', { name: 'Connect Calendly by token' })
  const token = dialog.getByRole('textbox', { name: 'Personal access token' })
  await token.fill('a-token-of-somebody-else')
  await dialog.getByRole('button', { name: 'Connect' }).click()
  await expect(dialog.getByText('Calendly does not accept it')).toBeVisible()
  await expectNoViolations(page)

  await token.fill(calendly.token)
  await dialog.getByRole('button', { name: 'Try again' }).click()
  await expect(dialog.getByRole('status', { name: 'Progress' })).toContainText('The subscription is made')
  await expect(dialog.getByRole('status', { name: 'Progress' })).toContainText('The last 30 days are read: 1 appointment is new')
  await dialog.getByRole('button', { name: 'Done' }).click()
  const card = providerCard(page, 'Calendly')
  await expect(card).toContainText('Active: Calendly posts to')
  await expect(card).toContainText('https://desk.office.example/api/webhooks/calendly')
  expect(await page.content()).not.toContain(calendly.token)
  await expectNoViolations(page)

  await card.getByRole('button', { name: 'Disconnect' }).click()
  await page.getByRole('button', { name: 'Forget the token' }).click()
  await expect(card.getByRole('button', { name: 'Connect by token' })).toBeVisible()
  expect(calendly.subscriptions).toEqual([])
  await calendly.close()
})

test('signing in to Google shows the address that the browser opens, and then the calendars to follow', async ({ start }) => {
  const google = await createStandInGoogle({ seed: 5, people: [{ email: 'dana@office.example', name: 'Dana Whitfield' }] })
  google.calendar('dana@office.example').add({
    summary: 'Consultation',
    start: { atMs: Date.now() },
    end: { atMs: Date.now() + 1_800_000 },
    attendees: [{ email: 'nora.madeup@client.example', displayName: 'Nora Madeup', responseStatus: 'accepted' }],
  })
  const { app, page, receiving } = await start({ env: { DESKBELL_INTERNET: JSON.stringify(google.internet) } })
  await receiving()
  // The system's browser is none of the test's.
  const opened = await app.evaluateHandle(({ shell }) => {
    const urls: string[] = []
    shell.openExternal = async (url) => void urls.push(url)
    return urls
  })
  const card = providerCard(page, 'Google Calendar')
  await card.getByRole('textbox', { name: 'Client id' }).fill('something else')
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await expect(card.getByText('A client id ends in .apps.googleusercontent.com')).toBeVisible()
  await card.getByRole('textbox', { name: 'Client id' }).fill(google.client.id)
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await card.getByRole('button', { name: 'Sign in to Google' }).click()
  await expect(card.getByRole('button', { name: 'Copy the address' })).toBeVisible()

  const [url = ''] = await opened.jsonValue()
  await signInAt(url, { email: 'dana@office.example', decision: 'deny' })
  await expect(card.getByRole('alert')).toContainText('Access was not granted')
  await card.getByRole('button', { name: 'Sign in to Google' }).click()
  await expect.poll(async () => (await opened.jsonValue()).length).toBe(2)
  await signInAt((await opened.jsonValue())[1] ?? '', { email: 'dana@office.example' })
  // The card may still grow: a key does not miss it.
  await card.getByRole('switch', { name: 'Follow dana@office.example' }).press('Space')
  await expect(card).toContainText('Follows 1 calendar, synced')
  await expect(card).toContainText('Calendars are looked at every 5 minutes, because there is no public https address')
  await expectNoViolations(page)
  await google.close()
})

test('the providers pass axe in light and dark, at first and in use', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await expect(page.getByRole('region', { name: 'First steps' })).toBeVisible()
  await expectNoViolations(page)
  await setSecret(page, 'Calendly', secret)
  const card = providerCard(page, 'Calendly')
  await card.getByRole('button', { name: 'Send test webhook' }).click()
  await page.getByRole('menuitem', { name: 'invitee.created', exact: true }).click()
  await expect(card.getByRole('status', { name: 'Test result' })).toBeVisible()
  await card.getByRole('button', { name: 'Replace' }).click()
  await card.getByRole('button', { name: /^(Steps to connect|Connected)/ }).click()
  await expect(card.getByText('Create the webhook subscription')).toBeVisible()
  await openPage(page, 'Providers')
  await expectNoViolations(page)
})
