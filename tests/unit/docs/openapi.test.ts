import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { startTestDesk } from '../desk/test-desk.ts'

interface Document {
  readonly openapi: string
  readonly servers: readonly { readonly url: string }[]
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
}

interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly description?: string }[]
  readonly responses: Readonly<Record<string, { readonly $ref?: string; readonly description?: string }>>
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

test('every parameter and every answer says in words what it is', async () => {
  const { url } = await startTestDesk()
  const operations = Object.entries((await read(url)).paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ name: `${method} ${path}`, ...operation })),
  )
  const silent = operations.flatMap(({ name, parameters = [], responses }) => [
    ...parameters.filter(({ description = '' }) => description === '').map((parameter) => `${name} ${parameter.name}`),
    ...Object.entries(responses)
      .filter(([, { $ref, description = '' }]) => $ref === undefined && !/[a-z]/.test(description))
      .map(([status]) => `${name} ${status}`),
  ])
  expect(operations.length).toBeGreaterThan(20)
  expect(silent).toEqual([])
})
