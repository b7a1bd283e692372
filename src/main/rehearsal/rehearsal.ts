import { randomBytes } from 'node:crypto'
import type { TestResult } from '../../shared/contract.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import type { Provider } from '../providers/provider.ts'
import type { SampleDelivery } from '../providers/sample-day.ts'
import { postToLoopback } from '../reach/loopback.ts'
import type { SignatureScheme } from '../signatures/signature.ts'
import { originHeader } from './marks.ts'
import type { Mark, Marks } from './marks.ts'
import { composeTest } from './compose-test.ts'

/** Deliveries that the desk sends to its own receiver: over real HTTP, correctly signed, marked as tests or samples. */
export interface Rehearsal {
  /** Throws RehearsalError. */
  sendTest(provider: SigningProviderId, event: string): Promise<TestResult>
  /** Posts the sample day, one delivery after the other; settles when the last one was answered. Throws RehearsalError. */
  runSampleDay(): Promise<{ readonly sent: number; readonly accepted: number }>
}

export class RehearsalError extends Error {
  override readonly name = 'RehearsalError'
  readonly code: 'CLOSED' | 'NOT_RECEIVING' | 'UNKNOWN_EVENT'

  constructor(code: RehearsalError['code'], message: string) {
    super(message)
    this.code = code
  }
}

export interface RehearsalOptions {
  readonly marks: Marks
  readonly providers: Readonly<Record<SigningProviderId, Provider>>
  /** The scheme that the provider signs with. */
  readonly schemeOf: (provider: SigningProviderId) => SignatureScheme
  /** The current secret; null: the endpoint is closed. */
  readonly secretOf: (provider: SigningProviderId) => string | null
  /** Where the receiver is reached from this machine; null: it does not listen. */
  readonly receiverUrl: () => string | null
  /** Of the certificate that the receiver speaks TLS with; null: it speaks HTTP. */
  readonly fingerprint: () => string | null
  readonly timeZone: () => string
  readonly composeSampleDay: (nowMs: number, timeZone: string) => readonly SampleDelivery[]
  readonly now: () => number
}

interface Reply {
  readonly httpStatus: number
  readonly answer: string
}

/** The receiver answers within ten seconds or not at all. */
const answerTimeoutMs = 15_000
const answerLength = 4_000

export function createRehearsal(options: RehearsalOptions): Rehearsal {
  const { marks, providers, schemeOf, secretOf, receiverUrl, fingerprint, timeZone, composeSampleDay, now } = options

  async function post({ provider, body, headers: given }: Omit<SampleDelivery, 'event'>, secret: string, mark: Mark): Promise<Reply> {
    const url = receiverUrl()
    if (url === null) throw new RehearsalError('NOT_RECEIVING', 'The receiver does not listen: mend that first, the status line says how.')
    const rawBody = Buffer.from(JSON.stringify(body))
    const messageId = `msg_${randomBytes(16).toString('hex')}`
    const nonce = marks.issue(mark)
    try {
      const headers = {
        'content-type': 'application/json',
        'user-agent': 'Deskbell',
        ...given,
        [originHeader]: nonce,
        ...schemeOf(provider).sign({ rawBody, secret, nowMs: now(), messageId }),
      }
      const post = { headers, body: rawBody, timeoutMs: answerTimeoutMs }
      const reply = await postToLoopback(new URL(providers[provider].paths[0], url), post, fingerprint())
      return { httpStatus: reply.status, answer: reply.text.slice(0, answerLength) }
    } catch (error) {
      throw new RehearsalError(
        'NOT_RECEIVING',
        `The receiver at ${url} did not answer (${error instanceof Error ? error.name : 'no reason given'}).`,
      )
    } finally {
      marks.forget(nonce)
    }
  }

  return {
    async sendTest(provider, event) {
      if (!providers[provider].testEvents.includes(event)) {
        throw new RehearsalError('UNKNOWN_EVENT', `${providers[provider].name} has no test for "${event}".`)
      }
      const secret = secretOf(provider)
      if (secret === null) {
        throw new RehearsalError('CLOSED', `The endpoint of ${providers[provider].name} takes nothing yet. Set its signing secret first.`)
      }
      const body = providers[provider].composeTestBody(event, composeTest(now(), timeZone()))
      const startedAtMs = performance.now()
      const reply = await post({ provider, body, headers: {} }, secret, { origin: 'test', secret: null })
      return { ...reply, deliveryId: deliveryIdOf(reply.answer), durationMs: performance.now() - startedAtMs }
    },
    async runSampleDay() {
      const secrets = new Map<SigningProviderId, string>()
      let accepted = 0
      const deliveries = composeSampleDay(now(), timeZone())
      for (const delivery of deliveries) {
        const secret = secrets.get(delivery.provider) ?? schemeOf(delivery.provider).generateSecret()
        secrets.set(delivery.provider, secret)
        const { httpStatus } = await post(delivery, secret, { origin: 'sample', secret })
        if (httpStatus === 200 || httpStatus === 201) accepted += 1
      }
      return { sent: deliveries.length, accepted }
    },
  }
}

/** Every answer for a stored delivery carries its id, whatever else the provider's contract wants in it. */
function deliveryIdOf(answer: string): number | null {
  try {
    const parsed: unknown = JSON.parse(answer)
    const id = typeof parsed === 'object' && parsed !== null && 'event_id' in parsed ? parsed.event_id : null
    return typeof id === 'number' ? id : null
  } catch {
    return null
  }
}
