import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { startTestDesk } from '../desk/test-desk.ts'

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

async function read(url: string, headers: Record<string, string> = {}): Promise<Document> {
  return (await (await fetch(`${url}/openapi.json`, { headers })).json()) as Document
}

test('the document is valid OpenAPI 3.1', async () => {
  const { url } = await startTestDesk()
  const validator = new Validator()
  const { valid, errors } = await validator.validate({ ...(await read(url)) })
  expect({ valid, errors, version: validator.version }).toEqual({ valid: true, errors: undefined, version: '3.1' })
})
