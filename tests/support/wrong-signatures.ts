import { createHmac } from 'node:crypto'
import type { Finding, Mending } from '../../src/shared/contract/explain.ts'
import type { ChoosableScheme, SigningProviderId } from '../../src/shared/words.ts'
import { providers } from '../../src/main/providers/index.ts'
import { schemes } from '../../src/main/signatures/index.ts'

/* Twelve ways to get a signature wrong, as they really happen: what is sent, why it is refused, and what mends it. */

export const secretOf: Record<SigningProviderId, string> = {
  calendly: 'the-calendly-secret-of-this-office',
  'cal-com': 'the-cal-com-secret-of-this-office',
  'smart-scheduler': 'the-smart-secret-of-this-office',
  healthcare: 'the-clinic-secret-of-this-office',
}
const base64Secret = 'dGVzdC1zZWNyZXQtb2YtdGhlLXRlc3RzLTAwMQ=='
export const olderSecret = 'the-older-secret-of-this-office'

export interface Sent {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | Buffer
}

export interface WrongSignature {
  readonly name: string
  /** At whose endpoint. */
  readonly provider: SigningProviderId
  /** That is set there; absent: the provider's first. */
  readonly scheme?: ChoosableScheme
  /** Absent: `secretOf`. */
  readonly secret?: string
  /** Whose secret has been replaced before. */
  readonly replaced?: boolean
  /** @param body makes it a delivery of its own; @param nowMs the clock of the sender. */
  send(body: string, nowMs: number): Sent
  readonly finding: Finding['code']
  /** A part of the sentence that the window says. */
  readonly sentence: string
  readonly remedy: Mending
  /** The remedy's button. */
  readonly button: string
  /** The secret that is set once it is mended, where a later one builds on it; absent: nobody does. */
  readonly leaves?: string
}

/** A body of this provider, compact as it writes it; each number is another booking. */
export function bodyNo(provider: SigningProviderId, number: number, nowMs: number): string {
  const { testEvents, composeTestBody } = providers[provider]
  const body = composeTestBody(testEvents[0]!, {
    nowMs,
    unique: `explained-${number}`,
    startMs: nowMs + 86_400_000,
    durationMinutes: 30,
    client: { name: 'Zoë Müller', email: `zoe-${number}@example.com`, timeZone: 'Europe/Berlin' },
    host: { name: 'Anna Berg', email: 'anna@example.com', role: 'Coach' },
    eventType: { name: 'Consultation', slug: 'consultation' },
  })
  return JSON.stringify(body)
}

const hmac = (secret: string, text: string | Buffer): Buffer => createHmac('sha256', secret).update(text).digest()
const calCom = (body: string | Buffer, secret: string): Record<string, string> => ({
  'x-cal-signature-256': hmac(secret, body).toString('hex'),
})
const signed = (scheme: keyof typeof schemes, body: string, secret: string, nowMs: number): Record<string, string> =>
  schemes[scheme].sign({ rawBody: Buffer.from(body), secret, nowMs })

export const wrongSignatures: readonly WrongSignature[] = [
  {
    name: 'with the secret that was replaced',
    provider: 'calendly',
    replaced: true,
    send: (body, nowMs) => ({ body, headers: signed('calendly-v1', body, olderSecret, nowMs) }),
    finding: 'older-secret',
    sentence: 'Signed with the previous secret',
    remedy: 'accept-older-secret',
    button: 'Accept the old secret for 24 h',
  },
  {
    name: 'by a clock that is 412 s behind',
    provider: 'calendly',
    send: (body, nowMs) => ({ body, headers: signed('calendly-v1', body, secretOf.calendly, nowMs - 412_000) }),
    finding: 'clock',
    sentence: "The sender's clock is 412 s behind",
    remedy: 'widen-clock',
    button: 'Allow 8 min',
  },
  {
    name: "under Calendly's older header",
    provider: 'calendly',
    send: (body, nowMs) => ({ body, headers: signed('calendly-x-header', body, secretOf.calendly, nowMs) }),
    finding: 'other-scheme',
    sentence: 'X-Calendly-Signature',
    remedy: 'accept-older-header',
    button: "Accept Calendly's older header",
  },
  {
    name: "with another provider's secret",
    provider: 'calendly',
    send: (body, nowMs) => ({ body, headers: signed('calendly-v1', body, secretOf['cal-com'], nowMs) }),
    finding: 'other-secret',
    sentence: 'Signed with the secret of Cal.com',
    remedy: 'use-other-secret',
    button: 'Use the secret of Cal.com here',
  },
  {
    name: 'over a body that lost its final line break',
    provider: 'cal-com',
    send: (body) => ({ body, headers: calCom(`${body}\n`, secretOf['cal-com']) }),
    finding: 'body-changed',
    sentence: 'it matches when a final line break is added',
    remedy: 'undo-change',
    button: 'Undo this change',
  },
  {
    name: 'over a body that was written anew with blanks',
    provider: 'cal-com',
    send: (body) => ({ body: JSON.stringify(JSON.parse(body), null, 2), headers: calCom(body, secretOf['cal-com']) }),
    finding: 'body-changed',
    sentence: 'without blanks',
    remedy: 'undo-change',
    button: 'Undo this change',
  },
  {
    name: 'with a stray line break after the secret',
    provider: 'cal-com',
    send: (body) => ({ body, headers: calCom(body, `${secretOf['cal-com']}\n`) }),
    finding: 'misspelt-secret',
    sentence: 'a line break after it',
    remedy: 'take-spelling',
    button: 'Accept it like this for 24 h',
  },
  {
    name: 'with the secret in quotes',
    provider: 'smart-scheduler',
    scheme: 'sha256-hex',
    send: (body, nowMs) => ({ body, headers: signed('sha256-hex', body, `"${secretOf['smart-scheduler']}"`, nowMs) }),
    finding: 'misspelt-secret',
    sentence: 'quotes around it',
    remedy: 'take-spelling',
    button: 'Set the secret like this',
  },
  {
    name: 'without the prefix whsec_ that the secret has here',
    provider: 'healthcare',
    scheme: 'sha256-hex',
    secret: `whsec_${base64Secret}`,
    send: (body, nowMs) => ({ body, headers: signed('sha256-hex', body, base64Secret, nowMs) }),
    finding: 'misspelt-secret',
    sentence: 'whsec_',
    remedy: 'take-spelling',
    button: 'Set the secret like this',
    leaves: base64Secret,
  },
  {
    name: 'in another scheme of ours',
    provider: 'healthcare',
    scheme: 'sha256-hex',
    secret: base64Secret,
    send: (body, nowMs) => ({ body, headers: signed('timestamped-hex', body, base64Secret, nowMs) }),
    finding: 'other-scheme',
    sentence: 'in another way than is set here',
    remedy: 'choose-scheme',
    button: 'Set the scheme',
    leaves: base64Secret,
  },
  {
    name: 'not at all, with the API key of another provider',
    provider: 'healthcare',
    scheme: 'api-key',
    secret: base64Secret,
    send: (body) => ({ body, headers: { authorization: `Bearer ${secretOf['smart-scheduler']}` } }),
    finding: 'other-secret',
    sentence: 'Its API key is the one of Smart-Scheduler',
    remedy: 'use-other-secret',
    button: 'Use the secret of Smart-Scheduler here',
  },
  {
    name: 'with the text of the secret, where its bytes are meant',
    provider: 'smart-scheduler',
    scheme: 'standard-webhooks',
    secret: `whsec_${base64Secret}`,
    send(body, nowMs) {
      const seconds = String(Math.floor(nowMs / 1000))
      const id = `msg_${hmac('any', body).toString('hex').slice(0, 12)}`
      const digest = hmac(`whsec_${base64Secret}`, `${id}.${seconds}.${body}`).toString('base64')
      return { body, headers: { 'webhook-id': id, 'webhook-timestamp': seconds, 'webhook-signature': `v1,${digest}` } }
    },
    finding: 'misspelt-secret',
    sentence: 'taken as text',
    remedy: 'take-spelling',
    button: 'Set the secret like this',
  },
]
