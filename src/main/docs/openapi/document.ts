import type { OpenAPI } from '@orpc/openapi'
import { commonAnswers, refusalSchema, type Paths } from './answers.ts'
import { googleChannelToken, plainPaths } from './plain-paths.ts'
import { webhookPaths, webhookSchemas, webhookSecuritySchemes } from './webhooks.ts'

export interface DocumentFacts {
  readonly version: string
  /** Where the desk was asked, without a path; null: at an address that cannot be repeated. */
  readonly baseAddress: string | null
}

/** The desk's HTTP interface as OpenAPI 3.1: what the contract says, and beside it what providers post. */
export async function openApiDocument({ version, baseAddress }: DocumentFacts): Promise<OpenAPI.Document> {
  const paths: Paths = { ...webhookPaths(), ...plainPaths() }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Deskbell',
      version,
      summary: 'Appointments of one office: post them, read them, be told of them.',
      description:
        'The [guide](/docs) tells how to sign, page, retry and verify, with samples that run as printed. ' +
        'Another method on a path answers 405 with `Allow`, an unknown path 404.',
    },
    servers: [{ url: baseAddress ?? '/' }],
    tags: [
      { name: 'Webhooks', description: 'Where providers and a clinic’s system post.' },
      { name: 'Status', description: 'Whether anybody is at home.' },
    ],
    paths: paths as OpenAPI.PathsObject,
    components: {
      securitySchemes: { ...webhookSecuritySchemes, googleChannelToken },
      responses: commonAnswers,
      schemas: { Refusal: refusalSchema, ...webhookSchemas() },
    },
  }
}
