import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { holdBack, openPage, setSecret } from './support/pages.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = 'the-secret-of-this-office-1'
const booking = sampleOf('calendly', 'composed-invitee-created')

test('the log is live, is walked through with the keyboard, and says why a delivery was refused', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await openPage(page, 'Audit log')
  await expect(page.getByText('No deliveries yet')).toBeVisible()

  await postSigned(receiver, 'calendly', booking, secret)
  await expect(page.getByRole('row', { name: /invitee\.created/ })).toContainText('Accepted')
  await postSigned(receiver, 'calendly', booking, secret)
  await postSigned(receiver, 'calendly', booking, 'some other secret of somebody else')
  const rows = page.getByRole('row')
  // The head is a row too.
  await expect(rows).toHaveCount(4)
  await expect(rows.nth(1)).toContainText('Refused: not signed')
  await expect(rows.nth(2)).toContainText('Duplicate')

  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  const drawer = page.getByRole('complementary', { name: 'Delivery' })
  await expect(drawer).toContainText('Signed with a different secret')
  await expect(drawer).toContainText('(mismatch)')
  // An open drawer follows the row.
  await page.keyboard.press('ArrowDown')
  await expect(drawer).toContainText('Duplicate of')
  await drawer.getByRole('button', { name: /^delivery \d+$/ }).click()
  await expect(drawer.getByRole('heading', { name: 'What it changed' })).toBeVisible()
  await expect(drawer).toContainText('Scheduled')
  await page.keyboard.press('Escape')
  await expect(drawer).toHaveCount(0)
})

test('a change leads to its appointment', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await postSigned(receiver, 'calendly', booking, secret)
  await openPage(page, 'Audit log')
  await page.getByRole('row', { name: /invitee\.created/ }).click()
  await page
    .getByRole('complementary', { name: 'Delivery' })
    .getByRole('button', { name: /John Doe/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Calendar', level: 1 })).toBeVisible()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('John Doe')
})

test('a delivery copied as curl has its body and its signature, and no secret of ours', async ({ start }) => {
  const { app, page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await postSigned(receiver, 'calendly', booking, secret)
  await openPage(page, 'Audit log')
  await page.getByRole('row', { name: /invitee\.created/ }).click()
  await page.getByRole('button', { name: 'Copy as curl' }).click()
  await expect(page.getByRole('button', { name: 'Copied' })).toBeVisible()
  const copied = await app.evaluate(({ clipboard }) => clipboard.readText())
  expect(copied).toContain(`curl -i -X POST '${receiver}/api/webhooks/calendly'`)
  expect(copied).toContain('calendly-webhook-signature: t=')
  expect(copied).toContain('"invitee.created"')
  expect(copied).not.toContain(secret)
})

test('filters narrow the log, are remembered, and go in one click', async ({ start }) => {
  const { page, receiving } = await start({ args: ['--port', '0', '--sample-day'] })
  await receiving()
  await openPage(page, 'Audit log')
  await expect(page.getByText('60 deliveries', { exact: true })).toBeVisible()

  await page.getByRole('button', { name: 'Provider', exact: true }).click()
  await page.getByRole('checkbox', { name: 'Clinic' }).click()
  await page.keyboard.press('Escape')
  const body = page.getByRole('row').filter({ hasNot: page.getByRole('columnheader') })
  await expect(page.getByText('60 deliveries', { exact: true })).toHaveCount(0)
  await expect(body.filter({ hasNotText: 'Clinic' })).toHaveCount(0)
  await expect(body.first()).toContainText('Clinic')

  await openPage(page, 'Settings')
  await openPage(page, 'Audit log')
  await expect(page.getByRole('button', { name: 'Provider, 1 chosen' })).toBeVisible()

  await page.keyboard.press('/')
  await page.keyboard.type('no-such-word-in-any-body')
  await expect(page.getByText('No delivery fits these filters')).toBeVisible()
  await page.getByRole('button', { name: 'Clear the filters' }).click()
  await expect(page.getByText('60 deliveries', { exact: true })).toBeVisible()
})

test('what comes while a person reads further down waits behind a pill', async ({ start }) => {
  const { page, receiving } = await start({ args: ['--port', '0', '--sample-day'] })
  const receiver = await receiving()
  await openPage(page, 'Providers')
  await setSecret(page, 'Calendly', secret)
  await openPage(page, 'Audit log')
  await expect(page.getByText('60 deliveries', { exact: true })).toBeVisible()
  const grid = page.getByRole('grid')
  await grid.hover()
  await page.mouse.wheel(0, 600)
  await expect.poll(() => grid.evaluate((element) => element.scrollTop)).toBeGreaterThan(300)

  await postSigned(receiver, 'calendly', booking, secret)

  await page.getByRole('button', { name: '1 new' }).click()
  await expect(page.getByRole('row').nth(1)).toContainText('John Doe')
  await expect(page.getByRole('button', { name: '1 new' })).toHaveCount(0)
})

test('a refused delivery is replayed with one key, once its secret is set', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await postSigned(receiver, 'calendly', booking, secret)
  await openPage(page, 'Audit log')
  await page.getByRole('row', { name: /Refused/ }).click()
  const drawer = page.getByRole('complementary', { name: 'Delivery' })
  await expect(drawer.getByRole('button', { name: 'Replay R' })).toBeVisible()
  await page.keyboard.press('r')
  await expect(drawer).toContainText('no signing secret is set for Calendly')
  await page.keyboard.press('Escape')

  await openPage(page, 'Providers')
  await setSecret(page, 'Calendly', secret)
  await openPage(page, 'Audit log')
  // Whoever goes on before the desk has answered keeps the focus: the next Enter would replay it.
  const letAnswer = await holdBack(page, '/deliveries/dryRun')
  await page.keyboard.press('r')
  await page.keyboard.press('/')
  await letAnswer()
  const search = page.getByRole('searchbox', { name: 'Search in bodies' })
  await expect(page.getByRole('button', { name: 'Replay it' })).toBeVisible()
  await expect(search).toBeFocused()
  await page.getByRole('button', { name: /^Leave/ }).click()

  await page.keyboard.press('r')
  const dryRun = drawer.getByRole('form', { name: 'Replay: what would change' })
  await expect(dryRun).toContainText('John Doe')
  await expect(dryRun).toContainText('Scheduled')
  await expect(dryRun.getByRole('button', { name: 'Replay it' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(drawer.getByRole('heading', { name: 'What was done with it' })).toBeVisible()
  await expect(dryRun).toHaveCount(0)
  await expect(drawer).toContainText('Refused')

  await drawer.getByRole('button', { name: /John Doe/ }).click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('delivery 1, replayed by')
})

test('the log and its drawer pass axe in light and dark, empty and full', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await openPage(page, 'Audit log')
  await expect(page.getByText('No deliveries yet')).toBeVisible()
  await expectNoViolations(page)

  await openPage(page, 'Providers')
  await page.getByRole('button', { name: 'Try it with a sample day' }).click()
  await expect(page.getByText('60 sample deliveries')).toBeVisible()
  await openPage(page, 'Audit log')
  await page.getByRole('row').nth(2).click()
  await expect(page.getByRole('heading', { name: 'Headers' })).toBeVisible()
  await expectNoViolations(page)
})
