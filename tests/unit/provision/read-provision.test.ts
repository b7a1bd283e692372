import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ProvisionError, readProvision } from '../../../src/main/provision/read-provision.ts'
import { temporaryFolder } from '../../support/temporary.ts'

const secret = 'do-not-print-this-secret'

function fileWith(content: unknown): string {
  const file = join(temporaryFolder(), 'desk.json')
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content))
  return file
}

async function refusal(file: string): Promise<string> {
  const error = await readProvision(file).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(ProvisionError)
  return (error as ProvisionError).message
}

test('a whole file is read', async () => {
  const content = {
    settings: { port: 7500, timeZone: 'Europe/Berlin' },
    providers: {
      calendly: {
        signingSecret: secret,
        previousSecret: { secret: `${secret}-old`, until: '2026-05-01T00:00:00+02:00' },
        olderHeader: true,
      },
      'smart-scheduler': { scheme: 'sha256-hex', signingSecret: secret },
    },
  }
  expect(await readProvision(fileWith(`\uFEFF${JSON.stringify(content)}`))).toEqual(content)
})

test.each<[string, unknown, string]>([
  ['at the top', { provider: {} }, 'unknown key provider'],
  ['in the settings', { settings: { ports: 1 } }, 'unknown key settings.ports'],
  ['of a provider', { providers: { google: {} } }, 'unknown key providers.google'],
  ['within a provider', { providers: { 'cal-com': { signinSecret: secret } } }, 'unknown key providers.cal-com.signinSecret'],
  ['that another provider has', { providers: { 'cal-com': { olderHeader: true } } }, 'unknown key providers.cal-com.olderHeader'],
])('an unknown key %s is named', async (_where, content, named) => {
  const message = await refusal(fileWith(content))
  expect(message).toContain(named)
  expect(message).not.toContain(secret)
})

test.each<[string, unknown, string]>([
  ['a port beyond the last', { settings: { port: 70_000 } }, 'settings.port'],
  ['a time zone that is none', { settings: { timeZone: 'Berlin' } }, 'settings.timeZone: not an IANA time zone'],
  ['a secret too short', { providers: { calendly: { signingSecret: 'short' } } }, 'providers.calendly.signingSecret'],
  ['an unknown scheme', { providers: { healthcare: { scheme: 'md5' } } }, 'providers.healthcare.scheme'],
  [
    'an end without a zone',
    { providers: { calendly: { previousSecret: { secret, until: '2026-05-01' } } } },
    'providers.calendly.previousSecret.until',
  ],
  ['a list', [], 'the file'],
])('%s is refused with its place', async (_what, content, named) => {
  const message = await refusal(fileWith(content))
  expect(message).toContain(named)
  expect(message).not.toContain(secret)
})

test('what is no JSON is refused with its place and without a word of it', async () => {
  const message = await refusal(fileWith(`{\n  "providers": { "calendly": { "signingSecret": "${secret}" "olderHeader": true } } }`))
  expect(message).toContain('not valid JSON (line 2, column')
  expect(message).not.toContain('secret')
})

test('a missing file is named', async () => {
  const file = join(temporaryFolder(), 'nowhere.json')
  expect(await refusal(file)).toBe(`${file}: there is no such file. Look at --provision or DESKBELL_PROVISION.`)
})
