import type { OpenAPI } from '@orpc/openapi'
import { accessPaths, apiSecuritySchemes } from './access.ts'
import { commonAnswers, refusalSchema, type Paths } from './answers.ts'
import { googleChannelToken, plainPaths } from './plain-paths.ts'
import { outgoingSchemas, outgoingWebhooks } from './outgoing.ts'
import { publicPaths, publicSchemas } from './public-paths.ts'
import { restDocument } from './rest.ts'
import { webhookPaths, webhookSchemas, webhookSecuritySchemes } from './webhooks.ts'

export interface DocumentFacts {
  readonly version: string
  /** Where the desk was asked, without a path; null: at an address that cannot be repeated. */
  readonly baseAddress: string | null
}

/** The desk's HTTP interface as OpenAPI 3.1: what the contract says, and beside it what providers post. */
export async function openApiDocument({ version, baseAddress }: DocumentFacts): Promise<OpenAPI.Document> {
  const { paths: restPaths, schemas: restSchemas } = await restDocument()
  const paths: Paths = { ...restPaths, ...accessPaths(), ...webhookPaths(), ...publicPaths(), ...plainPaths() }
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
      { name: 'Appointments', description: 'From every source, with names and contact data.' },
      { name: 'Clients and hosts', description: 'Who books, and who holds the appointments.' },
      { name: 'Events', description: 'What happens, as it happens.' },
      { name: 'Booking page and feeds', description: 'For whoever knows an address that cannot be guessed.' },
      { name: 'What the desk posts', description: 'To the addresses of the office’s subscriptions. See *Webhooks* below.' },
      { name: 'Access tokens', description: 'For programs that can speak nothing but OAuth 2.' },
      { name: 'Webhooks', description: 'Where providers and a clinic’s system post.' },
      { name: 'Status', description: 'Whether anybody is at home.' },
    ],
    paths: paths as OpenAPI.PathsObject,
    webhooks: outgoingWebhooks(),
    components: {
      securitySchemes: { ...apiSecuritySchemes, ...webhookSecuritySchemes, googleChannelToken },
      responses: commonAnswers,
      schemas: { ...restSchemas, Refusal: refusalSchema, ...webhookSchemas(), ...publicSchemas(), ...outgoingSchemas() },
    },
  }
}
