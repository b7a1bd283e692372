import Fastify from 'fastify'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { AddressInfo } from 'node:net'
import { Temporal } from 'temporal-polyfill'
import { z } from 'zod'
import { controlPage } from './page.ts'
import { makeTenChanges } from './panel.ts'
import type { DemoPerson, Panel } from './panel.ts'
import { passOn, publicAddress, publicHost } from './through.ts'

/** Starts and ends Deskbell, where the sandbox runs it. */
export interface AppControl {
  isRunning(): boolean
  start(): Promise<void>
  stop(): Promise<void>
}

export interface ControlParts {
  readonly panels: readonly Panel[]
  readonly clients: readonly DemoPerson[]
  readonly timeZone: string
  readonly receiver: () => string
  readonly app: () => AppControl | null
  readonly now: () => number
  readonly port: number
}

const formSchema = z.record(z.string(), z.string())
const addSchema = z.object({
  title: z.string().min(1),
  client: z.string(),
  start: z.string(),
  minutes: z.coerce.number().min(5).max(600),
  by: z.literal('visitor').optional(),
})
const rowSchema = z.object({ id: z.string(), do: z.string(), to: z.string().optional() })

/**
 * The page for people, on this machine only. Under the public address it is Deskbell's receiver instead, as a tunnel would be.
 *
 * @returns its address. Rejects when the port is taken.
 */
export async function serveControl({ panels, clients, timeZone, receiver, app: appOf, now, port }: ControlParts) {
  const app = Fastify({ forceCloseConnections: true })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
  let said = ''

  app.all('/*', { constraints: { host: publicHost } }, async (request, reply) => {
    const { method, url: path, headers } = request
    const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    const answer = await passOn(receiver(), { method, path, headers, body })
    if (answer === null) return reply.code(502).send('The sandbox does not reach Deskbell: it is not running.')
    const { 'transfer-encoding': _, connection: __, ...told } = answer.headers
    return reply.code(answer.status).headers(told).send(answer.body)
  })

  const instantOf = (local: string): number => Temporal.PlainDateTime.from(local).toZonedDateTime(timeZone).epochMilliseconds
  const formOf = ({ body }: FastifyRequest): Record<string, string> =>
    formSchema.parse(Object.fromEntries(new URLSearchParams(Buffer.isBuffer(body) ? body.toString() : '')))
  const panelOf = (id: string): Panel | null => panels.find((panel) => panel.id === id) ?? null
  /** What a provider's page would not offer is told, not done. */
  const done = async (
    reply: FastifyReply,
    anchor: string,
    words: string,
    deed: () => void | Promise<void>,
    leadsTo: () => string | null = () => null,
  ): Promise<FastifyReply> => {
    try {
      await deed()
      said = words
    } catch (error) {
      said = `Not done: ${error instanceof Error ? error.message : 'failed'}`
    }
    return reply.redirect(leadsTo() ?? `/#${anchor}`, 303)
  }

  // Another site's page may open this one, but may not press its buttons.
  app.addHook('preHandler', async (request, reply) => {
    const site = request.headers['sec-fetch-site']
    if (request.method === 'POST' && request.hostname !== publicHost && site !== undefined && site !== 'same-origin')
      return reply.code(403).send()
  })
  app.get('/', async (_request, reply) => {
    const control = appOf()
    const shown = said
    said = ''
    return reply.type('text/html; charset=utf-8').send(
      controlPage({
        panels,
        clients,
        publicAddress,
        timeZone,
        app: control === null ? null : { isRunning: control.isRunning() },
        said: shown,
        nowMs: now(),
      }),
    )
  })
  app.post<{ Params: { deed: string } }>('/app/:deed', async ({ params }, reply) => {
    const control = appOf()
    if (control === null) return reply.code(404).send()
    return params.deed === 'stop'
      ? done(reply, '', 'Deskbell has ended. What you change now it has to find out when it is back.', () => control.stop())
      : done(reply, '', 'Deskbell is starting.', () => control.start())
  })
  app.post<{ Params: { panel: string } }>('/:panel/add', async (request, reply) => {
    const panel = panelOf(request.params.panel)
    if (panel === null) return reply.code(404).send()
    let sentTo: string | null = null
    const add = (): void => {
      const { title, client, start, minutes, by } = addSchema.parse(formOf(request))
      const person = clients.find(({ email }) => email === client)
      if (person === undefined) throw new Error(`nobody here has the address ${client}`)
      const row = { title, client: person, startMs: instantOf(start), minutes }
      // In the world this is the public address; here a browser reaches the receiver only where it listens.
      if (by === 'visitor' && panel.book !== undefined) sentTo = `${receiver()}/schedule?${panel.book(row)}`
      else panel.add(row)
    }
    return done(reply, panel.id, 'Added.', add, () => sentTo)
  })
  app.post<{ Params: { panel: string } }>('/:panel/row', async (request, reply) => {
    const panel = panelOf(request.params.panel)
    if (panel === null) return reply.code(404).send()
    const { id, do: name, to } = rowSchema.parse(formOf(request))
    const label = panel.rowActions[name]?.label ?? name
    return done(reply, panel.id, `Done: ${label}.`, () => panel.rowActions[name]?.run(id, to === undefined ? 0 : instantOf(to)))
  })
  app.post<{ Params: { panel: string } }>('/:panel/do', async (request, reply) => {
    const panel = panelOf(request.params.panel)
    const { do: name = '' } = formOf(request)
    if (panel === null) return reply.code(404).send()
    if (name === 'ten') {
      return done(reply, panel.id, 'Ten changes were made.', () =>
        makeTenChanges(panel, { nowMs: now(), people: clients, minute: panels.indexOf(panel) * 15 }),
      )
    }
    return done(reply, panel.id, `Done: ${panel.actions[name]?.label ?? name}.`, () => panel.actions[name]?.run())
  })

  await app.listen({ host: '127.0.0.1', port })
  const { port: settled } = app.server.address() as AddressInfo
  return { url: `http://127.0.0.1:${settled}`, close: () => app.close() }
}
