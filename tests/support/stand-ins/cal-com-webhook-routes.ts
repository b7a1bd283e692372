import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { CalComError, badRequest, notFound } from './cal-com-answers.ts'
import type { CalComState } from './cal-com.ts'
import type { CalComWebhook } from './cal-com-webhooks.ts'

/** Source: apps/api/v2/src/modules/webhooks/inputs/webhook.input.ts and the enum of triggers in cal.com's API reference. */
const offeredTriggers = [
  'BOOKING_CREATED',
  'BOOKING_PAYMENT_INITIATED',
  'BOOKING_PAID',
  'BOOKING_RESCHEDULED',
  'BOOKING_REQUESTED',
  'BOOKING_CANCELLED',
  'BOOKING_REJECTED',
  'BOOKING_NO_SHOW_UPDATED',
  'FORM_SUBMITTED',
  'MEETING_ENDED',
  'MEETING_STARTED',
  'RECORDING_READY',
  'RECORDING_TRANSCRIPTION_GENERATED',
  'INSTANT_MEETING',
  'OOO_CREATED',
  'AFTER_HOSTS_CAL_VIDEO_NO_SHOW',
  'AFTER_GUESTS_CAL_VIDEO_NO_SHOW',
  'FORM_SUBMITTED_NO_EVENT',
  'ROUTING_FORM_FALLBACK_HIT',
] as const

const newWebhookSchema = z.object({
  subscriberUrl: z.string(),
  triggers: z.array(z.enum(offeredTriggers)),
  active: z.boolean(),
  secret: z.string().optional(),
  payloadTemplate: z.string().optional(),
})

const digits = z.coerce.number().int().min(0)

/** A user's webhooks. Source: apps/api/v2/src/modules/webhooks of calcom/cal.com. */
export function addWebhookRoutes(app: FastifyInstance, state: CalComState): void {
  const { webhooks } = state
  const webhookOf = (id: string): CalComWebhook => {
    const webhook = webhooks.all.find((one) => one.id === id)
    if (webhook === undefined) throw notFound(`Webhook (${id}) not found`)
    return webhook
  }
  const answer = (webhook: CalComWebhook) => ({ status: 'success', data: webhook })

  app.get<{ Querystring: { take?: string; skip?: string } }>('/v2/webhooks', async ({ query }) => {
    const [take, skip] = [digits.max(250).parse(query.take ?? 250), digits.parse(query.skip ?? 0)]
    return { status: 'success', data: webhooks.all.slice(skip, skip + take) }
  })

  app.get<{ Params: { id: string } }>('/v2/webhooks/:id', async ({ params }) => answer(webhookOf(params.id)))

  app.post('/v2/webhooks', async ({ body }, reply) => {
    const { secret = null, payloadTemplate = null, ...given } = read(newWebhookSchema, body)
    allowUrl(given.subscriberUrl, state)
    const made = webhooks.add({ ...given, secret, payloadTemplate })
    if (made === null) throw new CalComError(409, 'ConflictException', 'Webhook with this subscriber url already exists for this user')
    return reply.code(201).send(answer(made))
  })

  app.patch<{ Params: { id: string } }>('/v2/webhooks/:id', async ({ params, body }) => {
    const webhook = webhookOf(params.id)
    const given = read(newWebhookSchema.partial(), body)
    if (given.subscriberUrl !== undefined && given.subscriberUrl !== webhook.subscriberUrl) allowUrl(given.subscriberUrl, state)
    return answer(Object.assign(webhook, given))
  })

  app.delete<{ Params: { id: string } }>('/v2/webhooks/:id', async ({ params }) => {
    const webhook = webhookOf(params.id)
    webhooks.remove(webhook.id)
    return answer(webhook)
  })
}

function read<T extends z.ZodType>(schema: T, body: unknown): z.infer<T> {
  const parsed = schema.safeParse(body)
  if (parsed.success) return parsed.data
  throw badRequest(`${parsed.error.issues[0]?.path.join('.')}: ${parsed.error.issues[0]?.message}`)
}

/** Private addresses are refused, and so is what is not encrypted. Source: modules/webhooks/utils/validate-webhook-url.ts. */
function allowUrl(url: string, { takesLocalCallbacks }: CalComState): void {
  const refusal = (error: string): CalComError => badRequest(`Webhook URL is not allowed: ${error}`)
  if (!URL.canParse(url)) throw refusal('Invalid URL')
  const { protocol, hostname } = new URL(url)
  const isLocal = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  if (isLocal && !takesLocalCallbacks) throw refusal('Private IP address')
  if (!isLocal && protocol !== 'https:') throw refusal('Only HTTPS URLs are allowed')
}
