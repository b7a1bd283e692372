import type { Locator, Page } from '@playwright/test'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { providers } from '../../src/main/providers/index.ts'
import { providerNames, type ChoosableScheme, type SigningProviderId } from '../../src/shared/words.ts'
import { bodyNo, olderSecret, secretOf, wrongSignatures, type WrongSignature } from '../support/wrong-signatures.ts'
import { expectNoViolations } from './support/axe.ts'
import { expect, test } from './support/deskbell.ts'
import { openPage, providerCard } from './support/pages.ts'

const schemeNames: Record<ChoosableScheme, string> = {
  'standard-webhooks': 'Standard Webhooks',
  'sha256-hex': 'SHA-256 hex',
  'timestamped-hex': 'SHA-256 hex with timestamp',
  'api-key': 'API key',
}
const base64Secret = wrongSignatures.find(({ leaves }) => leaves !== undefined)!

/** What is set when the first of them is sent. */
const provision = {
  providers: {
    calendly: { signingSecret: olderSecret },
    'cal-com': { signingSecret: secretOf['cal-com'] },
    'smart-scheduler': { scheme: 'sha256-hex', signingSecret: secretOf['smart-scheduler'] },
    healthcare: { scheme: 'sha256-hex', signingSecret: base64Secret.secret },
  },
}

test('for twelve ways to get a signature wrong the drawer names the cause, and its button mends it', async ({ start, dataDir }) => {
  test.slow()
  const file = join(dataDir, 'provision.json')
  await writeFile(file, JSON.stringify(provision))
  const { page, receiving } = await start({ args: ['--port', '0', '--provision', file] })
  const receiver = await receiving()
  const secrets: Partial<Record<SigningProviderId, string>> = { ...secretOf, calendly: olderSecret, healthcare: base64Secret.secret! }
  const schemes: Partial<Record<SigningProviderId, ChoosableScheme>> = { 'smart-scheduler': 'sha256-hex', healthcare: 'sha256-hex' }
  const rows = page.getByRole('row')
  const drawer = page.getByRole('complementary', { name: 'Delivery' })

  for (const [index, wrong] of wrongSignatures.entries()) {
    const { provider, scheme, secret = secretOf[provider], leaves } = wrong
    await openPage(page, 'Providers')
    if (scheme !== undefined && schemes[provider] !== scheme) await chooseScheme(page, provider, scheme)
    if (secrets[provider] !== secret) await replaceSecret(page, provider, secret)
    schemes[provider] = scheme ?? schemes[provider]!
    secrets[provider] = leaves ?? secret

    expect(await post(receiver, wrong, index)).toBe(401)
    await openPage(page, 'Audit log')
    // The head is a row too.
    await expect(rows).toHaveCount(index + 2)
    await rows.nth(1).click()
    await expect(drawer, wrong.name).toContainText(wrong.sentence)
    await drawer.getByRole('button', { name: wrong.button }).click()
    await expect(drawer, wrong.name).toContainText('it would be accepted now')
    if (wrong.remedy === 'choose-scheme') schemes[provider] = 'timestamped-hex'
  }
  await rows.nth(1).click()
  await expectNoViolations(page)
})

async function post(receiver: string, { provider, send }: WrongSignature, number: number): Promise<number> {
  const nowMs = Date.now()
  const { headers, body } = send(bodyNo(provider, number, nowMs), nowMs)
  const reply = await fetch(new URL(providers[provider].paths[0], receiver), {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: Buffer.from(body),
  })
  return reply.status
}

async function chooseScheme(page: Page, provider: SigningProviderId, scheme: ChoosableScheme): Promise<void> {
  const card = await unfolded(page, provider)
  await card.getByRole('combobox', { name: 'Scheme' }).click()
  await page.getByRole('option', { name: schemeNames[scheme], exact: true }).click()
}

/** The one that is set counts no more. */
async function replaceSecret(page: Page, provider: SigningProviderId, secret: string): Promise<void> {
  const card = await unfolded(page, provider)
  await card.getByRole('button', { name: 'Replace' }).click()
  await card.getByRole('textbox', { name: 'New signing secret' }).fill(secret)
  await card.getByRole('textbox', { name: 'The one before still counts for' }).fill('0')
  await card.getByRole('button', { name: 'Save', exact: true }).click()
  await card.getByText(`ends …${secret.slice(-4)}`).waitFor()
}

/** What is set by hand is folded away where a provider can be connected in another way, and all is connected. */
async function unfolded(page: Page, provider: SigningProviderId): Promise<Locator> {
  const card = providerCard(page, providerNames[provider])
  await card.waitFor()
  const fold = card.getByRole('button', { name: /^By hand/, expanded: false })
  if ((await fold.count()) > 0) await fold.click()
  return card
}
