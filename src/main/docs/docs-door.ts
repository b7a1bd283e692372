import etag from '@fastify/etag'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { problemCodeOf, problemType, restErrors, type RestErrorName } from '../../shared/contract/rest-problems.ts'
import { atTheDoor, type Door } from '../receiver/door.ts'
import { baseAddressOf } from './base-address.ts'
import type { FiguredSettings } from './guide/figures.ts'
import { guideHtml, problemHtml } from './guide/page.ts'
import { guidePages, samples } from './guide/texts.ts'
import { openApiDocument } from './openapi/document.ts'
import { assets, referenceHtml } from './reference/reference.ts'

export interface DocsParts {
  readonly version: string
  readonly settings: () => FiguredSettings
  /** Under which this desk is known outside, without a path; null: it has no such address. */
  readonly publicUrl: () => string | null
}

const documentPath = '/openapi.json'
const referencePath = '/docs/reference'
const problems = (Object.keys(restErrors) as RestErrorName[]).map(problemCodeOf)
const paths = new Set<string>([
  documentPath,
  referencePath,
  ...guidePages.map(({ path }) => path),
  ...problems.map(problemType),
  ...[...samples.keys()].map((name) => `/docs/${name}`),
  ...Object.keys(assets),
])

/** Nothing but a page and its own style. */
const guidePolicy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}
/** The viewer sets styles on its elements, draws arrows from data addresses, and calls what is tried: this desk, and nobody else. */
const referencePolicy = {
  ...guidePolicy,
  'script-src': ["'self'"],
  'style-src-attr': ["'unsafe-inline'"],
  'img-src': ["'self'", 'data:'],
  'connect-src': ["'self'"],
}

const page = 'text/html; charset=utf-8'

/** What a developer elsewhere needs to post, read and be told: the guide, a page to try calls, and the document of all of it. */
export function docsDoor({ version, settings, publicUrl }: DocsParts): Door {
  const limited = { config: { rateLimit: {} } }
  const addressOf = (request: FastifyRequest): string | null => baseAddressOf(request, publicUrl())

  function open(app: FastifyInstance): void {
    for (const each of guidePages)
      app.get(each.path, limited, async (request, reply) =>
        reply.type(page).send(guideHtml(each, { baseAddress: addressOf(request), settings: settings() })),
      )
    for (const code of problems) app.get(problemType(code), limited, async (_request, reply) => reply.type(page).send(problemHtml(code)))
    for (const [name, text] of samples)
      app.get(`/docs/${name}`, limited, async (_request, reply) => reply.type('text/plain; charset=utf-8').send(text))
    app.get(documentPath, limited, async (request) => openApiDocument({ version, baseAddress: addressOf(request) }))
    app.get(
      referencePath,
      { ...limited, helmet: { contentSecurityPolicy: { useDefaults: false, directives: referencePolicy } } },
      async (_request, reply) => reply.type(page).send(referenceHtml),
    )
    for (const [path, { type, load }] of Object.entries(assets))
      app.get(path, limited, async (_request, reply) => {
        const { default: text } = await load()
        // They change with the version: kept, and asked for anew by their tag.
        return reply.type(type).header('cache-control', 'no-cache').send(text)
      })
  }

  return {
    methodsOf: (path) => (paths.has(path) ? 'GET, HEAD' : null),
    async open(app, to) {
      await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives: guidePolicy } })
      await app.register(etag)
      app.addHook('onRequest', atTheDoor(to))
      open(app)
    },
  }
}
