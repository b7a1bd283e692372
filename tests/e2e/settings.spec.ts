import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { ask } from './marked-office.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, pressInARow, setSecret } from './support/pages.ts'
import { postSigned, sampleOf } from './support/post-signed.ts'

const secret = 'the-secret-of-this-office-1'
const booking = sampleOf('calendly', 'composed-invitee-created')

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  await new Promise((resolve) => server.close(resolve))
  return port
}

test('another port moves the receiver at once', async ({ start }) => {
  const { page, receiving } = await start()
  const before = await receiving()
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Receiver' })
  const port = await freePort()
  await section.getByLabel('Port').fill(String(port))
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText(`Receiving on 127.0.0.1:${port}`)).toBeVisible()
  expect((await fetch(`http://127.0.0.1:${port}/health`)).status).toBe(200)
  await expect(fetch(new URL('/health', before))).rejects.toThrow('fetch failed')
})

test('a section is saved only when it is right, and says at the field what is wrong', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Receiver' })
  await section.getByRole('combobox', { name: 'Reachable from' }).click()
  await page.getByRole('option', { name: 'One address' }).click()
  await section.getByRole('textbox', { name: 'Address' }).fill('somewhere')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('Give an IP address of this computer')).toBeVisible()
  await section.getByRole('textbox', { name: 'Address' }).fill('1.2.3.999')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByRole('textbox', { name: 'Address' })).toHaveAttribute('aria-invalid', 'true')
  await section.getByRole('button', { name: 'Undo changes' }).click()
  await expect(section.getByRole('combobox', { name: 'Reachable from' })).toHaveValue('This computer only')

  // What is saved elsewhere stands here at once, and there is nothing to save.
  const desk = page.getByRole('region', { name: 'This desk' })
  await ask(page, [['settings.update', { staffName: 'Mara' }]])
  await expect(desk.getByRole('textbox', { name: 'Who works at this desk' })).toHaveValue('Mara')
  await expect(desk.getByRole('button', { name: 'Save' })).toBeDisabled()
})

test('times are shown in the office’s zone once it is chosen', async ({ start }) => {
  const { page, receiving } = await start({ env: { TZ: 'UTC' } })
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await postSigned(receiver, 'calendly', booking, secret)
  await openPage(page, 'Settings')
  await page.getByRole('region', { name: 'Appearance' }).getByText('14:00').click()
  const section = page.getByRole('region', { name: 'Time' })
  await section.getByRole('combobox', { name: "Office's time zone" }).fill('Tokyo')
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click()
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Every time is shown in this zone')).toBeVisible()
  await openPage(page, 'Audit log')
  await page.getByRole('row', { name: /invitee\.created/ }).click()
  await expect(page.getByRole('complementary', { name: 'Delivery' })).toContainText('GMT+9')
})

test('a new rule decides the type of what comes next', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Types of appointment' })
  await section.getByRole('button', { name: 'Add a rule' }).click()
  const { length } = await section.getByRole('textbox', { name: /^Words of rule/ }).all()
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('Say which words.')).toBeVisible()
  const { name } = (JSON.parse(booking) as { payload: { scheduled_event: { name: string } } }).payload.scheduled_event
  await section.getByRole('textbox', { name: `Words of rule ${length}` }).fill(name)
  await section.getByRole('combobox', { name: `Type that rule ${length} gives` }).click()
  await page.getByRole('option', { name: 'Visit' }).click()
  for (let place = length; place > 1; place -= 1) await section.getByRole('button', { name: `Move rule ${place} up` }).click()
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByRole('button', { name: 'Save' })).toBeDisabled()

  await postSigned(receiver, 'calendly', booking, secret)

  await openPage(page, 'Audit log')
  await page.getByRole('row', { name: /invitee\.created/ }).click()
  await page
    .getByRole('complementary', { name: 'Delivery' })
    .getByRole('button', { name: /John Doe/ })
    .click()
  await expect(page.getByRole('complementary', { name: 'Appointment' })).toContainText('Visit')
})

test('the appearance is taken at once and is still there after a restart', async ({ start }) => {
  const first = await start()
  await first.receiving()
  await openPage(first.page, 'Settings')
  await first.page.getByRole('region', { name: 'Appearance' }).getByText('Dark', { exact: true }).click()
  await expect(first.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
  await first.quit()
  const second = await start()
  await second.receiving()
  await expect(second.page.locator('html')).toHaveAttribute('data-mantine-color-scheme', 'dark')
})

test('without a keyring the secrets go under a passphrase, which is asked for at the next start', async ({ start }) => {
  // Chromium's own switch: the key that is the same on every machine, which Deskbell refuses to take for a keyring.
  const options = { args: ['--port', '0', '--password-store=basic'], env: { DESKBELL_VAULT_KEY: '' } }
  const first = await start(options)
  test.skip(process.platform !== 'linux', 'Windows and macOS always have a keyring')
  await first.page.getByRole('region', { name: 'Notices' }).getByRole('button', { name: 'Choose' }).click()
  const dialog = first.page.getByRole('dialog')
  await dialog.getByLabel('Passphrase', { exact: true }).fill('correct horse')
  await dialog.getByLabel('The same again', { exact: true }).fill('correct horse')
  await dialog.getByRole('button', { name: 'Use this passphrase' }).click()
  await first.receiving()
  await setSecret(first.page, 'Calendly', secret)
  await first.quit()

  const second = await start(options)
  const { page } = second
  await expect(page.getByText('The signing secrets are locked.')).toBeVisible()
  await expectNoViolations(page)
  await page.getByLabel('Passphrase', { exact: true }).fill('wrong horse')
  await page.getByRole('button', { name: 'Unlock' }).click()
  await expect(page.getByText('This is not the passphrase.')).toBeVisible()
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse')
  await page.getByRole('button', { name: 'Unlock' }).click()
  const receiver = await second.receiving()
  expect((await postSigned(receiver, 'calendly', booking, secret)).status).toBe(200)
})

test('every page is reached by its keys and by the palette, which passes axe as the list of shortcuts does', async ({ start }) => {
  const { page, receiving } = await start()
  await receiving()
  for (const [first, second, name] of [
    ['g', 'l', 'Audit log'],
    ['g', 's', 'Settings'],
    ['g', 't', 'Today'],
    ['g', 'e', 'People'],
    ['g', 'i', 'Pipeline'],
    ['g', 'o', 'Overview'],
    ['g', 'c', 'Calendar'],
    ['g', 'p', 'Providers'],
    ['g', 'h', 'Sharing'],
  ] as const) {
    await pressInARow(page, first, second)
    await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible()
  }
  await page.keyboard.press('6')
  await expect(page.getByRole('heading', { name: 'Audit log', level: 1 })).toBeVisible()
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('dialog')).toContainText('Audit log')
  await expectNoViolations(page)
  await page.keyboard.type('sett')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Settings', level: 1 })).toBeVisible()
  await page.keyboard.press('?')
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible()
  await expectNoViolations(page)
})

test('the public address is checked as soon as it is given, and the line among the providers says how that went', async ({ start }) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Public address' })
  await section.getByRole('radio', { name: 'Over a tunnel or proxy of our own' }).check()
  await section.getByRole('textbox', { name: 'Address' }).fill('desk.example.com')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('An address begins with https://')).toBeVisible()
  await section.getByRole('textbox', { name: 'Address' }).fill(`${receiver}/`)
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByRole('status')).toContainText('Reached')
  await section.getByRole('textbox', { name: 'Address' }).fill(`http://127.0.0.1:${await freePort()}`)
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('Nothing listens there.')).toBeVisible()
  await openPage(page, 'Providers')
  const line = page.getByRole('group', { name: 'Public address' })
  await expect(line).toContainText('Refused')
  await line.getByRole('button', { name: 'Change' }).click()
  await expect(section).toBeFocused()
  await expect(section.getByRole('heading')).toBeInViewport()
  await section.getByRole('radio', { name: 'Directly, with our own certificate' }).check()
  await expect(section.getByText('This puts the desk on the internet')).toBeVisible()
  await expectNoViolations(page)
})

test('a list of addresses is kept as it should be, says what it would have refused, and keeps out whom it does not name', async ({
  start,
}) => {
  const { page, receiving } = await start()
  const receiver = await receiving()
  await setSecret(page, 'Calendly', secret)
  await postSigned(receiver, 'calendly', booking, secret)
  await openPage(page, 'Settings')
  const section = page.getByRole('region', { name: 'Guards' })
  const field = section.getByRole('textbox', { name: 'Addresses that may post' })
  await field.fill('203.0.113.77/24\nnowhere')
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(section.getByText('“nowhere” is neither an address nor a range.')).toBeVisible()
  await field.fill('203.0.113.77/24')
  await expect(section.getByText('Of the last 1 authentic deliveries, 1 would have been refused')).toBeVisible()
  await section.getByRole('button', { name: 'Save' }).click()
  await expect(field).toHaveValue('203.0.113.0/24')
  await expect(page.getByText('Saved. It counts from the next request on.')).toBeVisible()
  const requests = page.getByRole('region', { name: 'Live requests' })
  await requests.getByRole('switch', { name: 'Show more detail' }).check()
  await expect(requests.getByText('Nothing yet')).toBeVisible()
  expect((await postSigned(receiver, 'calendly', booking, secret)).status).toBe(403)
  await expect(requests.getByRole('row', { name: /calendly.*403/ })).toBeVisible()
  await expectNoViolations(page)
})
