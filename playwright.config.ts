import { defineConfig } from '@playwright/test'

export default defineConfig({
  testDir: 'tests/e2e',
  outputDir: 'test-results/e2e',
  // Each on a display and with a directory of its own.
  workers: 2,
  fullyParallel: false,
  // What passes only then is named at the very end of `npm test`, and is a defect: docs/decisions/0015.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  // Patient: a test that passes is no slower for it, and a machine that does much else at once may take ten times as long.
  timeout: 2 * 60_000,
  globalTimeout: 18 * 60_000,
  expect: { timeout: 30_000 },
  use: { actionTimeout: 30_000, navigationTimeout: 30_000, trace: 'off', video: 'off' },
})
