import type { Page } from '@playwright/test'
import { beAwayFor, connectByToken, followGoogle, signIn, slot, startSandboxOffice } from './sandbox-office.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, providerCard } from './support/pages.ts'

const person = (name: string) => ({ name, email: `${name.split(' ')[0]?.toLowerCase()}@client.example`, timeZone: 'UTC' })
const guest = (name: string) => [{ email: person(name).email, displayName: name, responseStatus: 'accepted' as const }]

/** An appointment in the calendar, as it says itself: when, with whom, from where, and how it stands. */
function card(page: Page, hour: number, name: string, words: string) {
  // On either clock: 14:00 or 2:00 PM.
  return page.getByRole('button', { name: new RegExp(`^(?:${hour}:00–|${((hour + 11) % 12) + 1}:00 [AP]M–).*${name}, .*${words}`) })
}

async function showToday(page: Page): Promise<void> {
  await openPage(page, 'Calendar')
  await page.getByRole('radiogroup', { name: 'View' }).getByText('Day', { exact: true }).click()
}

test('what happens at the providers is in the window, and so is what happened there while Deskbell was off', async ({ start, dataDir }) => {
  // Two starts, and everything that an office does on its first day.
  test.slow()
  const { sandbox, frontDesk, open, at } = await startSandboxOffice(start, dataDir)
  const { calendly, calCom } = sandbox
  const deskbell = await open()
  const { page } = deskbell
  await deskbell.receiving()
  await expect(page.getByRole('contentinfo').getByText('Sandbox', { exact: true })).toBeVisible()

  await followGoogle(deskbell, sandbox)
  await showToday(page)
  const zoe = frontDesk.add({ summary: 'Consultation', ...slot(at(10)), attendees: guest('Zoe Story') })
  await expect(card(page, 10, 'Zoe Story', 'Google Calendar, scheduled')).toBeVisible()
  frontDesk.change(zoe, slot(at(11)))
  await expect(card(page, 11, 'Zoe Story', 'Google Calendar, scheduled')).toBeVisible()

  await connectByToken(page, 'Calendly', calendly.token)
  await connectByToken(page, 'Cal.com', calCom.token)
  await showToday(page)
  const yann = calendly.account.book({ person: person('Yann Story'), startMs: at(12) })
  const xena = calCom.account.book({ person: person('Xena Story'), startMs: at(13) })
  await expect(card(page, 12, 'Yann Story', 'Calendly, scheduled')).toBeVisible()
  await expect(card(page, 13, 'Xena Story', 'Cal.com, scheduled')).toBeVisible()

  await deskbell.quit()
  beAwayFor(dataDir, 62)
  frontDesk.change(zoe, slot(at(14)))
  calendly.account.reschedule(yann.uri, { startMs: at(15) })
  calendly.account.book({ person: person('Wim Story'), startMs: at(16) })
  calCom.account.cancel(xena.uid)
  calCom.account.book({ person: person('Vera Story'), startMs: at(18) })
  calendly.disableSubscription()

  const back = await open()
  await back.receiving()
  await expect(back.page.getByRole('group', { name: 'While Deskbell was not reachable' })).toContainText(
    /^Away .*changes recovered, Calendly’s subscription was disabled and has been renewed/,
  )
  await showToday(back.page)
  await expect(card(back.page, 14, 'Zoe Story', 'Google Calendar, scheduled')).toBeVisible()
  await expect(card(back.page, 15, 'Yann Story', 'Calendly, scheduled')).toBeVisible()
  await expect(card(back.page, 16, 'Wim Story', 'Calendly, scheduled')).toBeVisible()
  await expect(card(back.page, 13, 'Xena Story', 'Cal.com, cancelled')).toBeVisible()
  await expect(card(back.page, 18, 'Vera Story', 'Cal.com, scheduled')).toBeVisible()
  expect(calendly.subscriptions.map(({ state }) => state)).toEqual(['active'])
  await sandbox.close()
})

test('a sign-in that Google has ended is told, loses nothing, and goes on after signing in again', async ({ start, dataDir }) => {
  const { sandbox, frontDesk, open, at } = await startSandboxOffice(start, dataDir)
  const deskbell = await open()
  const { page } = deskbell
  await deskbell.receiving()
  const zoe = frontDesk.add({ summary: 'Consultation', ...slot(at(10)), attendees: guest('Zoe Story') })
  await followGoogle(deskbell, sandbox)

  for (const { email } of sandbox.google.people) sandbox.google.authority.revoke(email)
  frontDesk.change(zoe, slot(at(11)))
  const google = providerCard(page, 'Google Calendar')
  await expect(google).toContainText('Google ended this sign-in. Nothing that was read is lost.')
  await showToday(page)
  await expect(card(page, 10, 'Zoe Story', 'Google Calendar, scheduled')).toBeVisible()

  // What the alert’s button brings up has the focus then.
  await page.getByRole('button', { name: /^1 alert goes on/ }).click()
  await page.getByRole('dialog', { name: 'Alerts' }).getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(page.getByRole('dialog', { name: 'Alerts' })).toHaveCount(0)
  await expect(google.getByRole('heading', { name: 'Google Calendar' })).toBeFocused()
  await signIn(deskbell, 'Sign in again')
  await expect(google).toContainText('Follows 2 calendars')
  await showToday(page)
  await expect(card(page, 11, 'Zoe Story', 'Google Calendar, scheduled')).toBeVisible()
  await sandbox.close()
})
