import { OpenAPIGenerator, type JSONSchema, type OpenAPI } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { rest } from '../../../shared/contract/rest.ts'
import { problemCodeOf, problemSchema, problemType, restErrors, type RestErrorName } from '../../../shared/contract/rest-problems.ts'
import { publicAppointmentSchema } from '../../../shared/public-appointment.ts'
import type { Paths } from './answers.ts'

const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })

interface RestDocument {
  readonly paths: Paths
  readonly schemas: Record<string, OpenAPI.SchemaObject>
}

let made: Promise<RestDocument> | null = null

/** The REST API as the contract has it. Made once: it says the same as long as the program runs. */
export function restDocument(): Promise<RestDocument> {
  made ??= generate()
  return made
}

async function generate(): Promise<RestDocument> {
  const { paths = {}, components = {} } = await generator.generate(rest, {
    info: { title: '', version: '' },
    commonSchemas: {
      Appointment: { schema: publicAppointmentSchema, strategy: 'output' },
      Problem: { schema: problemSchema, strategy: 'output' },
    },
    customErrorResponseBodySchema: (defined, status) =>
      problemBody(
        defined.map(([code]) => code as RestErrorName),
        status,
      ),
  })
  const finished = Object.entries(paths as Paths).map(([path, operations]) => [
    path,
    Object.fromEntries(Object.entries(operations).map(([method, operation]) => [method, finish(method, operation)])),
  ])
  return { paths: Object.fromEntries(finished) as Paths, schemas: components.schemas as Record<string, OpenAPI.SchemaObject> }
}

/** One status of one operation: the codes that it can carry are a part of what is promised. */
function problemBody(names: readonly RestErrorName[], status: number): JSONSchema {
  return {
    description: names.map((name) => restErrors[name].message).join('; '),
    allOf: [
      { $ref: '#/components/schemas/Problem' },
      { type: 'object', properties: { code: { enum: names.map(problemCodeOf) }, status: { const: status } } },
    ],
    examples: names.map((name) => ({
      type: problemType(problemCodeOf(name)),
      title: restErrors[name].message,
      status,
      detail: restErrors[name].message,
      code: problemCodeOf(name),
    })),
  }
}

const headersOf: Readonly<Record<string, Record<string, OpenAPI.HeaderObject>>> = {
  '401': { 'WWW-Authenticate': { description: '`Bearer`, with what is wrong (RFC 6750).', required: true, schema: { type: 'string' } } },
  '429': { 'Retry-After': { description: 'Seconds until there is room again.', required: true, schema: { type: 'integer' } } },
  '503': { 'Retry-After': { description: 'Seconds after which it is worth trying again.', required: true, schema: { type: 'integer' } } },
}

function finish(method: string, operation: OpenAPI.OperationObject): OpenAPI.OperationObject {
  const responses = Object.entries(operation.responses ?? {}).map(([status, answer]) => [
    status,
    Number(status) < 400 ? answer : asProblem(status, answer as OpenAPI.ResponseObject),
  ])
  return {
    ...operation,
    parameters: (operation.parameters ?? []).map((parameter) => described(parameter as OpenAPI.ParameterObject)),
    security: [{ apiKey: [] }, { oauth2: [method === 'get' ? 'read' : 'write'] }],
    responses: Object.fromEntries(responses) as OpenAPI.ResponsesObject,
  }
}

/** Viewers show what is said of a parameter, and not what is said of its schema, where the generator has it. */
function described(parameter: OpenAPI.ParameterObject): OpenAPI.ParameterObject {
  const description = (parameter.schema as OpenAPI.SchemaObject).description ?? parameter.description
  return description === undefined ? parameter : { ...parameter, description }
}

/** The generator has every answer for JSON of the usual kind. RFC 9457, 3. */
function asProblem(status: string, { description, content = {}, headers }: OpenAPI.ResponseObject): OpenAPI.ResponseObject {
  const [body] = Object.values(content)
  const { description: titles = description } = (body?.schema ?? {}) as OpenAPI.SchemaObject
  return {
    description: titles,
    headers: { ...headers, ...headersOf[status] },
    ...(body !== undefined && { content: { 'application/problem+json': body } }),
  }
}
