/**
 * Secrets that stand in public guides, specifications and sample code, in lower case. Whoever reads those knows them, so an endpoint
 * with one of them is as open as one without.
 */
const printed = new Set([
  // Calendly's guides, and what is copied from them.
  'your_signature',
  'your-signature',
  'your_webhook_signing_key',
  'your-webhook-signing-key',
  'your_calendly_webhook_signing_key',
  'your_calendly_webhook_secret',
  'calendly_webhook_signing_key',
  'calendly_webhook_secret',
  'a-signing-key-you-choose-yourself',
  // Cal.com's guides.
  'no-secret-provided',
  'your_cal_webhook_secret',
  'your_calcom_webhook_secret',
  'cal_webhook_secret',
  'cal_com_webhook_secret',
  // GitHub: docs.github.com/webhooks/using-webhooks/validating-webhook-deliveries.
  "it's a secret to everybody",
  'it’s a secret to everybody',
  // Standard Webhooks: the libraries' published test vector.
  'whsec_mfkq9r8gkyqrtwjupd8ilpzio2lalasw',
  'mfkq9r8gkyqrtwjupd8ilpzio2lalasw',
  // Stripe's and Svix's documentation.
  'whsec_test_secret',
  'whsec_...',
  // What stands in example files everywhere.
  'your_secret',
  'your-secret',
  'your_secret_key',
  'your-secret-key',
  'your_secret_here',
  'your-secret-here',
  'your_webhook_secret',
  'your-webhook-secret',
  'your_webhook_secret_here',
  'your-webhook-secret-here',
  'your_shared_secret',
  'your-shared-secret',
  'your_signing_secret',
  'your-signing-secret',
  'your_signing_key',
  'your-signing-key',
  'your_api_key',
  'your-api-key',
  'your_api_key_here',
  'your-api-key-here',
  'your-256-bit-secret',
  'my_webhook_secret',
  'my-webhook-secret',
  'my_super_secret_key',
  'my-super-secret-key',
  'super-secret-key',
  'super_secret_key',
  'supersecretkey',
  'webhook_secret',
  'webhook-secret',
  'webhooksecret',
  'secret',
  'secret123',
  'secretsecretsecret',
  'shared-secret',
  'shared_secret',
  'changeme',
  'change-me',
  'change_me',
  'changemechangeme',
  'changeme-changeme',
  'password',
  'passwordpassword',
  'test',
  'test_secret',
  'test-secret',
  'testsecret',
  'placeholder',
  'example',
  'xxxxxxxxxxxxxxxx',
  '0123456789abcdef',
  '0123456789abcdef0123456789abcdef',
  '1234567890123456',
  '1234567890abcdef',
  'abcdefghijklmnop',
  'abcdefghijklmnopqrstuvwxyz',
])

/** True: this secret is public, whatever its length. Case, surrounding blanks, quotes and angle brackets do not matter. */
export function isPrintedSecret(secret: string): boolean {
  const bare = secret
    .trim()
    .replace(/^["'<{[]+|["'>}\]]+$/g, '')
    .toLowerCase()
  // One character over and over is a placeholder too.
  return printed.has(bare) || new Set(bare).size === 1
}
