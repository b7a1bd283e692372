import { z } from 'zod'
import { pages, pathOf } from './calendly-pages.ts'
import type { CalendlyUser } from './calendly-user.ts'
import type { FoundSubscription, Subscriptions } from './client.ts'
import { ApiError, type Api } from './http.ts'
import { isOurPath, parseReply } from './parse-reply.ts'

const subscriptionSchema = z.looseObject({
  uri: z.string(),
  callback_url: z.string(),
  state: z.string(),
  events: z.array(z.string()),
})

const followedEvents = ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'] as const
/** Offered to subscriptions of the whole organization only. Source: create webhook subscription. */
const organizationEvents = [...followedEvents, 'routing_form_submission.created'] as const

/** The webhook subscriptions of a user or an organization. Source: developer.calendly.com/api-docs/calendly-api/webhooks. */
export function openCalendlySubscriptions(
  api: Api,
  me: () => Promise<CalendlyUser>,
  scope: 'user' | 'organization',
  paths: readonly string[],
): Subscriptions {
  const events: readonly string[] = scope === 'organization' ? organizationEvents : followedEvents

  async function list(of: 'user' | 'organization'): Promise<FoundSubscription[]> {
    const { uri: user, current_organization: organization } = await me()
    const found: FoundSubscription[] = []
    for await (const { items } of pages(api, 'webhook_subscriptions', { organization, scope: of, ...(of === 'user' && { user }) })) {
      for (const item of items) {
        const parsed = subscriptionSchema.safeParse(item)
        if (!parsed.success || !isOurPath(parsed.data.callback_url, paths)) continue
        const { uri, callback_url: callbackUrl, state, events: told } = parsed.data
        found.push({ id: uri, callbackUrl, isActive: state === 'active', isComplete: events.every((event) => told.includes(event)) })
      }
    }
    return found
  }

  return {
    /** Of both scopes: an address can be subscribed once only, whoever did it. Who is no admin may not list the organization's. */
    async find() {
      const own = await list('user')
      try {
        return [...own, ...(await list('organization'))]
      } catch (error) {
        if (scope === 'user' && error instanceof ApiError && error.status === 403) return own
        throw error
      }
    },
    async make(callbackUrl, signingKey) {
      const { uri: user, current_organization: organization } = await me()
      const wanted = { url: callbackUrl, organization, scope, ...(scope === 'user' && { user }), signing_key: signingKey }
      const { body } = await api.post('webhook_subscriptions', { ...wanted, events }).catch((error: unknown) => {
        // Forms are part of some plans only, bookings of all. Source: developer.calendly.com/release-notes/2026/11/3.
        const isWithoutForms = scope === 'organization' && error instanceof ApiError && error.isPlan
        if (isWithoutForms) return api.post('webhook_subscriptions', { ...wanted, events: followedEvents })
        throw error
      })
      return parseReply(z.looseObject({ resource: z.looseObject({ uri: z.string() }) }), body).resource.uri
    },
    remove: (uri) => removeIfThere(api, pathOf(uri)),
  }
}

async function removeIfThere(api: Api, path: string): Promise<void> {
  try {
    await api.delete(path)
  } catch (error) {
    if (!(error instanceof ApiError && error.status === 404)) throw error
  }
}
