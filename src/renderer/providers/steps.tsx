import type { ReactNode } from 'react'
import type { ProviderCard } from '../../shared/contract.ts'
import type { ProviderId } from '../../shared/words.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import classes from './providers.module.css'

/** One step of connecting a provider. */
export interface Step {
  readonly title: string
  readonly details: ReactNode
  /** Null: it happens at the provider's, where we cannot see it. */
  readonly done: boolean | null
}

/**
 * What an admin does to connect a provider, in order. The facts are in the providers' own documentation: Calendly's webhook subscriptions,
 * Cal.com's help on webhooks, docs/clinic-feed.md.
 */
export function connectSteps(card: ProviderCard): Step[] {
  const secretSet: Step = {
    title: 'Set a signing secret here',
    details: 'Generate one above, copy it, and save it. It is shown this once only.',
    done: card.secret !== null && card.closedBecause === null,
  }
  const reachable: Step = {
    title: 'Make the address reachable from the internet',
    details: (
      <>
        A tunnel (cloudflared, ngrok, Tailscale Funnel) or your own reverse proxy carries a public https address to{' '}
        <code>{new URL(card.url).origin}</code>. The path stays the same: <code>{pathOf(card)}</code>
      </>
    ),
    done: card.lastDelivery !== null,
  }
  const first: Step = {
    title: 'The first delivery is accepted',
    details: firstDelivery[card.id],
    done: card.lastAcceptedAtMs !== null,
  }
  return [secretSet, reachable, ...atProvider[card.id](card), first]
}

const firstDelivery: Record<ProviderId, string> = {
  calendly: 'Book an appointment with yourself at Calendly; it appears here within seconds.',
  'cal-com': 'Book an appointment with yourself at Cal.com. Its ping appears in the log as ignored, which is right.',
  'smart-scheduler': 'Make an appointment at Smart-Scheduler; it appears here within seconds.',
  healthcare: "The clinic's system posts an appointment; it appears here within seconds.",
}

const atProvider: Record<ProviderId, (card: ProviderCard) => Step[]> = {
  calendly: (card) => [
    {
      title: 'At Calendly: make a personal access token',
      details: 'Integrations & apps › API and webhooks. Webhooks need a paid plan.',
      done: null,
    },
    {
      title: 'Create the webhook subscription',
      details: (
        <>
          Calendly has no form for it, only its API. The signing key must be the secret that you saved here. Your user and organization
          addresses are in the answer of <code>GET https://api.calendly.com/users/me</code>.
          <Command text={calendlyCommand(card)} label="Copy the command" />
        </>
      ),
      done: null,
    },
  ],
  'cal-com': (card) => [
    {
      title: 'At Cal.com: Settings › Developer › Webhooks › New',
      details: (
        <>
          Subscriber URL: your public address and <code>{pathOf(card)}</code>. Secret: the one that you saved here. Event triggers: all of
          Booking (created, rescheduled, cancelled, requested, rejected, payment initiated, paid, no-show updated), meeting started and
          ended, and no-show of hosts and guests. Leave the payload template as it is.
        </>
      ),
      done: null,
    },
  ],
  'smart-scheduler': (card) => [
    {
      title: 'At Smart-Scheduler: set the webhook',
      details: (
        <>
          Address: your public address and <code>{pathOf(card)}</code>. Secret: the same. Events: <code>appointment.created</code>,{' '}
          <code>appointment.updated</code>, <code>appointment.cancelled</code>. Choose there the scheme that is chosen above; where you are
          free, take Standard Webhooks.
        </>
      ),
      done: null,
    },
  ],
  healthcare: (card) => [
    {
      title: "Give the clinic's developer what they need",
      details: (
        <>
          Your public address and <code>{pathOf(card)}</code>, the scheme chosen above, and the secret, on a safe way. Events:{' '}
          <code>appointment.scheduled</code>, <code>.cancelled</code>, <code>.rescheduled</code>, <code>.completed</code>,{' '}
          <code>.no_show</code>.
        </>
      ),
      done: null,
    },
  ],
}

function Command({ text, label }: { text: string; label: string }) {
  return (
    <span className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text} label={label} />
    </span>
  )
}

function calendlyCommand(card: ProviderCard): string {
  const body = {
    url: `https://YOUR-PUBLIC-ADDRESS${pathOf(card)}`,
    // There is no event for a reschedule: it is a cancelled and a created one.
    events: ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'],
    organization: 'https://api.calendly.com/organizations/YOURS',
    user: 'https://api.calendly.com/users/YOURS',
    scope: 'user',
    signing_key: 'THE SECRET THAT YOU SAVED',
  }
  return `curl https://api.calendly.com/webhook_subscriptions -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${JSON.stringify(body, null, 1)}'`
}

function pathOf(card: ProviderCard): string {
  return new URL(card.url).pathname
}
