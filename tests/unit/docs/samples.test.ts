import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { schemes } from '../../../src/main/signatures/index.ts'
import { choosableSchemes } from '../../../src/shared/words.ts'
import { startTestDesk } from '../desk/test-desk.ts'
import { digestsOf, languages, missingFor, runSample, type Language } from './languages.ts'

const readsBack = ['"source":"healthcare"', '"status":"scheduled"']

/** Where it stands which samples have run as they are now, on a machine that has their language. */
const proofOf = ({ name }: Language): string => new URL(`./proved/${name.toLowerCase()}.json`, import.meta.url).pathname

for (const language of languages) {
  const missing = await missingFor(language)
  const define = missing === null ? runHere : compare
  define(language, missing ?? '')
}

function compare(language: Language, missing: string): void {
  test(`the ${language.name} samples are byte for byte those that ran where ${missing} is: NOT RUN HERE`, () => {
    console.warn(
      `The ${language.name} samples were not run: ${missing} is not on this machine. They are compared with those that ran elsewhere.`,
    )
    // After a change: run this test where the language is, with -u.
    expect(digestsOf(language)).toEqual(JSON.parse(readFileSync(proofOf(language), 'utf8')))
  })
}

function runHere(language: Language): void {
  const [post = '', read = ''] = language.files
  const ran = new Set<string>()

  describe(`the ${language.name} samples`, () => {
    test('post an appointment with every scheme, and read it back with an API key', async () => {
      const { desk, url } = await startTestDesk()
      const { key } = await desk.access.create({ name: 'Clinic', scopes: ['read'], expiresAtMs: null })
      for (const scheme of choosableSchemes) {
        const secret = schemes[scheme].generateSecret()
        await desk.providers.setScheme({ provider: 'healthcare', scheme })
        await desk.providers.setSecret({ provider: 'healthcare', secret, overlapHours: 0 })
        const environment = { DESKBELL_URL: url, DESKBELL_SECRET: secret, DESKBELL_SCHEME: scheme, DESKBELL_API_KEY: key }

        const posted = await runSample(language, post, environment)
        expect(posted.output).toContain('HTTP 201')
        expect(posted.code).toBe(0)
        const id = /^Appointment (\S+)$/m.exec(posted.output)?.[1] ?? ''
        const found = await runSample(language, read, environment, { args: [id] })
        expect(found.output).toContain('HTTP 200')
        expect(found.code).toBe(0)
        for (const text of [...readsBack, `"externalId":"${id}"`]) expect(found.output).toContain(text)
        ran.add(scheme)
      }
    })

    test('say it by their exit when the secret is wrong, and when nothing is there to read', async () => {
      const { desk, url } = await startTestDesk()
      const { generateSecret } = schemes['standard-webhooks']
      await desk.providers.setSecret({ provider: 'healthcare', secret: generateSecret(), overlapHours: 0 })
      const { key } = await desk.access.create({ name: 'Clinic', scopes: ['read'], expiresAtMs: null })
      const environment = { DESKBELL_URL: url, DESKBELL_SECRET: generateSecret(), DESKBELL_API_KEY: key }
      const refused = await runSample(language, post, environment)
      expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('HTTP 401')])
      const absent = await runSample(language, read, environment, { args: ['nobody'] })
      expect([absent.code, absent.output]).toEqual([1, expect.stringContaining('HTTP 404')])
      ran.add('refused')
    })

    // `vitest -u` writes it anew after they were changed; never from a machine on which they cannot run, nor after they failed.
    test('are those of which it is written down that they ran', async () => {
      expect([...ran]).toEqual([...choosableSchemes, 'refused'])
      await expect(`${JSON.stringify(digestsOf(language), null, 2)}\n`).toMatchFileSnapshot(proofOf(language))
    })
  })
}
