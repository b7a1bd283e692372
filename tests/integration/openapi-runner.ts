import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js'
import addFormats from 'ajv-formats'
import { generate } from 'json-schema-faker'

export interface Media {
  readonly schema?: { readonly $ref?: string; readonly examples?: readonly unknown[] }
  readonly example?: unknown
  readonly examples?: Readonly<Record<string, { readonly value: unknown }>>
}
interface Response {
  readonly $ref?: string
  readonly content?: Readonly<Record<string, Media>>
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>
}
export interface Parameter {
  readonly name: string
  readonly in: 'path' | 'query' | 'header'
  readonly required?: boolean
  readonly schema: object
}
export interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
  readonly requestBody?: { readonly content: Readonly<Record<string, Media>> }
  readonly responses: Readonly<Record<string, Response>>
}
export interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly components: { readonly schemas: object; readonly responses: Readonly<Record<string, Response>> }
}

/** An answer as it came over the socket. */
export interface Came {
  readonly status: number
  readonly headers: Headers
  readonly text: string
}

export interface Runner {
  readonly operations: readonly { readonly path: string; readonly method: string; readonly operation: Operation }[]
  /** A value of a schema of the document, the same for the same seed. */
  value(schema: object, seed: number): Promise<unknown>
  /** What the document shows of a body. */
  examples(media: Media | undefined): readonly unknown[]
  /** What in an answer the document does not say. Empty: it is as documented. */
  undocumented(operation: Operation, came: Came): string[]
}

const mediaTypeOf = (headers: Headers): string | null => headers.get('content-type')?.split(';')[0]?.trim() ?? null

export function createRunner(document: Document): Runner {
  // OpenAPI's own words beside JSON Schema's are no errors.
  const ajv = new Ajv2020({ strict: false, allErrors: true })
  addFormats.default(ajv)
  const known = new Map<object, ValidateFunction>()
  const rooted = (schema: object): Record<string, unknown> => ({ ...schema, components: document.components })

  function judge(schema: object, text: string): string[] {
    const validate = known.get(schema) ?? ajv.compile(rooted(schema))
    known.set(schema, validate)
    let body: unknown
    try {
      body = JSON.parse(text)
    } catch {
      return ['the body is not JSON']
    }
    return validate(body) ? [] : [`the body: ${ajv.errorsText(validate.errors)}`]
  }

  function resolve(response: Response): Response {
    const name = response.$ref?.replace('#/components/responses/', '')
    return name === undefined ? response : (document.components.responses[name] ?? {})
  }

  return {
    operations: Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ path, method: method.toUpperCase(), operation })),
    ),
    value: (schema, seed) => generate(rooted(schema), { seed, optionalsProbability: 0.6, maxDefaultItems: 4 }),
    examples: ({ schema, example, examples = {} } = {}) => [
      ...Object.values(examples).map(({ value }) => value),
      ...(example === undefined ? [] : [example]),
      ...(schema?.examples ?? []),
    ],
    undocumented({ responses }, { status, headers, text }) {
      const found = responses[String(status)]
      if (found === undefined) return [`the status ${status}: ${text}`]
      const { content = {}, headers: promised = {} } = resolve(found)
      const absent = Object.entries(promised).flatMap(([name, { required }]) => (required && !headers.has(name) ? [`no ${name}`] : []))
      const type = mediaTypeOf(headers)
      if (Object.keys(content).length === 0) return text === '' ? absent : [...absent, `a body with ${status}`]
      const media = type === null ? undefined : content[type]
      if (media === undefined) return [...absent, `${status} as ${type}`]
      return type?.endsWith('json') && media.schema !== undefined ? [...absent, ...judge(media.schema, text)] : absent
    },
  }
}
