import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { TraceEntry } from '../../shared/contract/guards.ts'
import type { ProviderId } from '../../shared/words.ts'
import type { Trace } from '../guards/trace.ts'
import type { Provider } from '../providers/provider.ts'
import { addressOf } from './arrivals.ts'
import { notificationPath, setupPath } from './google-calendar.ts'

/** When which stage of a request was over, as `performance.now()`; absent: it did not come to that. */
export interface Stages {
  guarded?: number
  arrived?: number
  verified?: number
  read?: number
}

export interface TracedOptions {
  readonly trace: Trace | undefined
  readonly providers: readonly Provider[]
  readonly now: () => number
}

const longestPath = 200
/** Whoever knows such an address reads what it leads to; also one that was only mistyped. */
const secretPath = /(\/feeds\/).+$/i

/** Begins and ends what is told of each request to whoever looks. It runs before everything else, also where nobody looks: stages need their start. */
export function traced(app: FastifyInstance, { trace, providers, now }: TracedOptions): void {
  const owners = new Map<string, ProviderId>([
    ...providers.flatMap(({ id, paths }) => paths.map((path) => [path, id] as const)),
    [notificationPath, 'google-calendar'],
    [setupPath, 'google-calendar'],
  ])
  // Declared here, so that every request has the same shape from the start.
  app.decorateRequest('startedAtMs', 0)
  app.decorateRequest('stages', null)
  app.addHook('onRequest', (request, _reply, done) => {
    request.startedAtMs = performance.now()
    if (trace?.isOn()) request.stages = {}
    done()
  })
  if (trace === undefined) return
  app.addHook('onResponse', (request, reply, done) => {
    if (request.stages !== null) trace.add(entryOf(request, request.stages, reply.statusCode, owners, now()))
    done()
  })
}

/** Names of headers and no values, no query, nothing of the body. */
function entryOf(
  request: FastifyRequest,
  { guarded, arrived, verified, read }: Stages,
  status: number,
  owners: ReadonlyMap<string, ProviderId>,
  atMs: number,
): Omit<TraceEntry, 'id'> {
  const [path = ''] = request.url.split('?')
  const { rawHeaders } = request.raw
  const between = (from: number | undefined, to: number | undefined): number | null =>
    from === undefined || to === undefined ? null : to - from
  const endedAtMs = performance.now()
  return {
    atMs,
    method: request.method,
    path: path.replace(secretPath, '$1…').slice(0, longestPath),
    provider: owners.get(path) ?? null,
    status,
    remoteAddress: addressOf(request),
    headerNames: rawHeaders.filter((_, index) => index % 2 === 0),
    headerBytes: rawHeaders.reduce((bytes, text) => bytes + Buffer.byteLength(text, 'latin1') + 2, 0),
    bodyBytes: Buffer.isBuffer(request.body) ? request.body.length : Number(request.headers['content-length'] ?? 0),
    guardMs: between(request.startedAtMs, guarded),
    bodyMs: between(guarded, arrived),
    verifyMs: between(arrived, verified),
    readMs: between(verified, read),
    keepMs: between(read ?? verified, endedAtMs),
    totalMs: endedAtMs - request.startedAtMs,
  }
}
