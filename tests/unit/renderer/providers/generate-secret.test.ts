import { expect, test } from 'vitest'
import { schemes } from '../../../../src/main/signatures/index.ts'
import { generateSecret } from '../../../../src/renderer/providers/generate-secret.ts'

const ours = ['calendly-v1', 'cal-com-sha256', 'standard-webhooks', 'sha256-hex', 'timestamped-hex', 'api-key'] as const

test.each(ours)('what the window generates for %s is a secret that the desk accepts, and another one each time', (scheme) => {
  const secrets = Array.from({ length: 50 }, () => generateSecret(scheme))
  expect(secrets.map((secret) => schemes[scheme].refuseSecret(secret))).toEqual(secrets.map(() => null))
  expect(new Set(secrets).size).toBe(50)
})

test('Standard Webhooks’ secrets have their prefix and 32 bytes behind it', () => {
  const secret = generateSecret('standard-webhooks')
  expect({ prefix: secret.slice(0, 6), bytes: Buffer.from(secret.slice(6), 'base64').length }).toEqual({ prefix: 'whsec_', bytes: 32 })
})
