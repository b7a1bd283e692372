import { readFileSync, readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { providers } from '../../../src/main/providers/index.ts'
import { PayloadError } from '../../../src/main/providers/provider.ts'
import type { SigningProviderId } from '../../../src/shared/words.ts'
import { calComSamples } from './samples/cal-com.ts'
import { calendlySamples } from './samples/calendly.ts'
import type { Expectation } from './samples/expectation.ts'
import { healthcareSamples } from './samples/healthcare.ts'
import { smartSchedulerSamples } from './samples/smart-scheduler.ts'
import { contextOf } from './support.ts'

const expectations: Record<SigningProviderId, Record<string, Expectation>> = {
  calendly: calendlySamples,
  'cal-com': calComSamples,
  'smart-scheduler': smartSchedulerSamples,
  healthcare: healthcareSamples,
}

const folderOf = (provider: SigningProviderId) => new URL(`../../fixtures/${provider}/`, import.meta.url)

function read(provider: SigningProviderId, file: string) {
  const rawBody = readFileSync(new URL(file, folderOf(provider)))
  try {
    const { providerEvent, changes } = providers[provider].read(JSON.parse(rawBody.toString()), contextOf({ rawBody }))
    return { providerEvent, changes }
  } catch (error) {
    if (error instanceof PayloadError) return { issues: error.issues }
    throw error
  }
}

describe.each(Object.entries(expectations) as [SigningProviderId, Record<string, Expectation>][])('%s', (provider, samples) => {
  test('every sample has an expectation, and every expectation a sample', () => {
    const files = readdirSync(folderOf(provider)).filter((file) => file !== 'README.md')
    expect(Object.keys(samples).sort()).toEqual(files.sort())
  })

  const deliveries = Object.entries(samples).filter(([, expectation]) => !('noDelivery' in expectation))
  test.each(deliveries)('%s', (file, expectation) => {
    expect(read(provider, file)).toStrictEqual(expectation)
  })

  const others = Object.keys(samples).filter((file) => 'noDelivery' in samples[file]! && file.endsWith('.json'))
  test.each(others)('%s is no delivery, and is not taken for one', (file) => {
    expect(read(provider, file)).toHaveProperty('issues')
  })
})
