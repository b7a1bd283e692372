import type { OpenAPI } from '@orpc/openapi'
import { z } from 'zod'

/** JSON Schema of one of our zod schemas. @param io what is taken, or what is given. */
export function jsonSchemaOf(schema: z.ZodType, io: 'input' | 'output'): OpenAPI.SchemaObject {
  const { $schema: _dialect, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any' })
  // zod's type of a schema and OpenAPI's are the same dialect, 2020-12.
  return rest as OpenAPI.SchemaObject
}
