import type { ReactNode } from 'react'
import type { ProviderCard } from '../../shared/contract.ts'
import type { MessageKey } from '../../shared/messages/translator.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { t, Words } from '../ui/t.tsx'
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
 * Cal.com's help on webhooks, docs/api/posting.md.
 */
export function connectSteps(card: ProviderCard, publicUrl: string | null): Step[] {
  const secretSet: Step = {
    title: t('providers.steps.secret'),
    details: t('providers.steps.secretHow'),
    done: card.secret !== null && card.closedBecause === null,
  }
  const reachable: Step = {
    title: t('providers.steps.reachable'),
    details: <How k="providers.steps.reachableHow" card={card} />,
    done: card.lastDelivery !== null,
  }
  const first: Step = {
    title: t('providers.steps.first'),
    details: t(firstDelivery[card.id]),
    done: card.lastAcceptedAtMs !== null,
  }
  return [secretSet, reachable, ...atProvider[card.id](card, publicUrl), first]
}

const firstDelivery: Record<SigningProviderId, MessageKey> = {
  calendly: 'providers.steps.firstCalendly',
  'cal-com': 'providers.steps.firstCalCom',
  'smart-scheduler': 'providers.steps.firstSmartScheduler',
  healthcare: 'providers.steps.firstHealthcare',
}

const atProvider: Record<SigningProviderId, (card: ProviderCard, publicUrl: string | null) => Step[]> = {
  calendly: (card, publicUrl) => [
    { title: t('providers.steps.calendlyToken'), details: t('providers.steps.calendlyTokenHow'), done: null },
    {
      title: t('providers.steps.calendlySubscription'),
      details: (
        <>
          <How k="providers.steps.calendlySubscriptionHow" card={card} />
          <Command text={calendlyCommand(card, publicUrl)} label={t('providers.steps.copyCommand')} />
        </>
      ),
      done: null,
    },
  ],
  'cal-com': (card) => [
    {
      title: t('providers.steps.calComWebhook'),
      details: <How k="providers.steps.calComWebhookHow" card={card} />,
      done: null,
    },
  ],
  'smart-scheduler': (card) => [
    {
      title: t('providers.steps.smartSchedulerWebhook'),
      details: <How k="providers.steps.smartSchedulerWebhookHow" card={card} />,
      done: null,
    },
  ],
  healthcare: (card) => [{ title: t('providers.steps.clinic'), details: <How k="providers.steps.clinicHow" card={card} />, done: null }],
}

/** A step's instructions with what has to be typed in: the endpoint's path, the receiver's own address. */
function How({ k, card }: { k: MessageKey; card: ProviderCard }) {
  return <Words k={k} values={{ path: pathOf(card), origin: new URL(card.url).origin }} parts={{ code: <code /> }} />
}

function Command({ text, label }: { text: string; label: string }) {
  return (
    <span className={classes.command}>
      <code>{text}</code>
      <CopyButton value={text} label={label} />
    </span>
  )
}

function calendlyCommand(card: ProviderCard, publicUrl: string | null): string {
  const body = {
    url: addressThere(card, publicUrl ?? 'https://YOUR-PUBLIC-ADDRESS'),
    // There is no event for a reschedule: it is a cancelled and a created one.
    events: ['invitee.created', 'invitee.canceled', 'invitee_no_show.created', 'invitee_no_show.deleted'],
    organization: 'https://api.calendly.com/organizations/YOURS',
    user: 'https://api.calendly.com/users/YOURS',
    scope: 'user',
    signing_key: 'THE SECRET THAT YOU SAVED',
  }
  return `curl https://api.calendly.com/webhook_subscriptions -H "Authorization: Bearer $TOKEN" -H 'Content-Type: application/json' -d '${JSON.stringify(body, null, 1)}'`
}

/** Where the provider posts, by the public address. */
export function addressThere(card: ProviderCard, publicUrl: string): string {
  return `${publicUrl.replace(/\/$/, '')}${pathOf(card)}`
}

function pathOf(card: ProviderCard): string {
  return new URL(card.url).pathname
}
