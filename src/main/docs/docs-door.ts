import etag from '@fastify/etag'
import helmet from '@fastify/helmet'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { atTheDoor, type Door } from '../receiver/door.ts'
import guideCss from './guide/guide.css?raw'
import type { FiguredSettings } from './guide/figures.ts'
import { guideHtml } from './guide/page.ts'
import { guidePages, samples } from './guide/texts.ts'
import { baseAddressOf } from './base-address.ts'
import { openApiDocument } from './openapi/document.ts'

export interface DocsParts {
  readonly version: string
  readonly settings: () => FiguredSettings
  /** Under which this desk is known outside, without a path; null: it has no such address. */
  readonly publicUrl: () => string | null
}

const documentPath = '/openapi.json'
const stylePath = '/docs/assets/guide.css'
const paths = new Set<string>([
  documentPath,
  stylePath,
  ...guidePages.map(({ path }) => path),
  ...[...samples.keys()].map((name) => `/docs/${name}`),
])

/** Nothing but the page and its own style. */
const guidePolicy = {
  'default-src': ["'none'"],
  'style-src': ["'self'"],
  'base-uri': ["'none'"],
  'form-action': ["'none'"],
  'frame-ancestors': ["'none'"],
}

/** What a developer elsewhere needs to post, read and be told: the guide, a page to try calls, and the document of all of it. */
export function docsDoor({ version, settings, publicUrl }: DocsParts): Door {
  const limited = { config: { rateLimit: {} } }
  const addressOf = (request: FastifyRequest): string | null => baseAddressOf(request, publicUrl())

  function open(app: FastifyInstance): void {
    for (const page of guidePages)
      app.get(page.path, limited, async (request, reply) =>
        reply.type('text/html; charset=utf-8').send(guideHtml(page, { baseAddress: addressOf(request), settings: settings() })),
      )
    app.get(stylePath, limited, async (_request, reply) => reply.type('text/css; charset=utf-8').send(guideCss))
    for (const [path, text] of samples)
      app.get(`/docs/${path}`, limited, async (_request, reply) => reply.type('text/plain; charset=utf-8').send(text))
    app.get(documentPath, limited, async (request) => openApiDocument({ version, baseAddress: addressOf(request) }))
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
