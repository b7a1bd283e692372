import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { isPrintedSecret } from '../../../src/main/signatures/printed-secrets.ts'
import { schemes } from '../../../src/main/signatures/index.ts'

const printed = [
  'your_signature',
  'your-secret',
  'a-signing-key-you-choose-yourself',
  "It's a Secret to Everybody",
  'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  'your_webhook_signing_key',
  'YOUR_WEBHOOK_SIGNING_KEY',
  '<your-webhook-secret>',
  '"your_api_key_here"',
  '  changeme  ',
  'no-secret-provided',
  'aaaaaaaaaaaaaaaaaaaaaaaa',
  '****************',
]
test.each(printed)('%j is public', (secret) => {
  expect(isPrintedSecret(secret)).toBe(true)
})

test('the signing key in the provider’s own sample request is public', () => {
  const sample = readFileSync(new URL('../../fixtures/calendly/composed-api-create-webhook-request.json', import.meta.url), 'utf8')
  expect(isPrintedSecret((JSON.parse(sample) as { signing_key: string }).signing_key)).toBe(true)
})

test('what the schemes generate is not', () => {
  expect(Object.values(schemes).filter((scheme) => isPrintedSecret(scheme.generateSecret()))).toEqual([])
})

test('a secret that only contains a printed one is not', () => {
  expect(['', 'your-secret-4f1c9b7e', 'x-changeme-x'].map(isPrintedSecret)).toEqual([false, false, false])
})
