import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'
import { senderOf } from '../../shared/address-range.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import type { ProviderId } from '../../shared/words.ts'

export type Admission =
  | { readonly admitted: true }
  | {
      readonly admitted: false
      readonly retryAfterSeconds: number
      /** True once for each flood: the log gets one line that says so. */
      readonly isFirst: boolean
    }

/** Two budgets a provider, neither of which takes anything from the other. By this process's clock; nothing here keeps it alive. */
export interface RateLimits {
  /**
   * One more delivery that is refused: whether it is logged and answered by itself.
   *
   * @param sender the address, where proxies that are trusted tell senders apart; null: behind a tunnel all are 127.0.0.1.
   */
  refused(provider: ProviderId, sender: string | null): Promise<Admission>
  /** One more delivery whose signature is right. */
  authentic(provider: ProviderId): Promise<Admission>
  /** Refusals since the start that were only counted. */
  counted(provider: ProviderId): number
}

export type RateSettings = Pick<GuardSettings, 'failuresPerSecond' | 'failuresPerMinute' | 'authenticPerSecond' | 'authenticPerMinute'>

interface Rate {
  readonly perSecond: number
  readonly perMinute: number
}

type Taken =
  | { readonly waitMs: 0; readonly isFirstOfMinute: boolean }
  /** How long until there is room again. */
  | { readonly waitMs: number; readonly isFirstOfMinute: false }

const admitted = { admitted: true } as const

export function createRateLimits(settings: () => RateSettings): RateLimits {
  const refusals = createBudget()
  const ofSenders = createBudget()
  const authentic = createBudget()
  const floods = { refused: new Set<ProviderId>(), authentic: new Set<ProviderId>() }
  const counts = new Map<ProviderId, number>()

  /** The next flood is worth a line of its own only when a whole minute was quiet enough. */
  function judge(flooded: Set<ProviderId>, provider: ProviderId, { waitMs, isFirstOfMinute }: Taken): Admission {
    if (waitMs === 0) {
      if (isFirstOfMinute) flooded.delete(provider)
      return admitted
    }
    const isFirst = !flooded.has(provider)
    flooded.add(provider)
    return { admitted: false, retryAfterSeconds: Math.ceil(waitMs / 1000), isFirst }
  }

  async function takeRefusal(provider: ProviderId, sender: string | null, rate: Rate): Promise<Taken> {
    if (sender === null) return refusals.take(provider, rate)
    // Looked at first, so that no more senders are remembered than the provider's own budget has room for.
    const spent = await refusals.look(provider, rate)
    if (spent > 0) return { waitMs: spent, isFirstOfMinute: false }
    // Half for any one of them: whoever floods leaves the office the other half for what it has to find out.
    const half = { perSecond: Math.ceil(rate.perSecond / 2), perMinute: Math.ceil(rate.perMinute / 2) }
    const own = await ofSenders.take(`${provider} ${senderOf(sender)}`, half)
    return own.waitMs === 0 ? refusals.take(provider, rate) : own
  }

  return {
    async refused(provider, sender) {
      const { failuresPerSecond: perSecond, failuresPerMinute: perMinute } = settings()
      const admission = judge(floods.refused, provider, await takeRefusal(provider, sender, { perSecond, perMinute }))
      if (!admission.admitted) counts.set(provider, (counts.get(provider) ?? 0) + 1)
      return admission
    },
    async authentic(provider) {
      const { authenticPerSecond: perSecond, authenticPerMinute: perMinute } = settings()
      return judge(floods.authentic, provider, await authentic.take(provider, { perSecond, perMinute }))
    },
    counted: (provider) => counts.get(provider) ?? 0,
  }
}

interface Budget {
  take(key: string, rate: Rate): Promise<Taken>
  /** Milliseconds until there is room again, without taking anything; 0: there is. */
  look(key: string, rate: Rate): Promise<number>
}

/** A burst within the second, and a steady rate within the minute: both have to have room. */
function createBudget(): Budget {
  const second = new RateLimiterMemory({ points: 1, duration: 1 })
  const minute = new RateLimiterMemory({ points: 1, duration: 60 })

  async function look(key: string, { perMinute }: Rate): Promise<number> {
    const known = await minute.get(key)
    return known !== null && known.consumedPoints >= perMinute ? waitOf(known, minute.duration) : 0
  }

  return {
    look,
    async take(key, rate) {
      second.points = rate.perSecond
      minute.points = rate.perMinute
      const burst = await consume(second, key)
      // What has no room in its second takes none of the minute's.
      if (burst.waitMs > 0) return { waitMs: Math.max(burst.waitMs, await look(key, rate)), isFirstOfMinute: false }
      return consume(minute, key)
    },
  }
}

async function consume(limiter: RateLimiterMemory, key: string): Promise<Taken> {
  try {
    const { isFirstInDuration } = await limiter.consume(key)
    return { waitMs: 0, isFirstOfMinute: isFirstInDuration }
  } catch (refused) {
    if (!(refused instanceof RateLimiterRes)) throw refused
    return { waitMs: waitOf(refused, limiter.duration), isFirstOfMinute: false }
  }
}

/** A clock that was set back would make a wait of hours of it; the count itself ends with a timer, on time. */
function waitOf({ msBeforeNext }: RateLimiterRes, durationSeconds: number): number {
  return Math.min(Math.max(msBeforeNext, 1), durationSeconds * 1000)
}
