import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Requests of one key within a minute; all of them may come at once. */
export const requestsPerMinute = 300
/** Wrong keys, of everyone together: behind a tunnel all have the same address. Whoever has a right one is never counted here. */
export const failuresPerMinute = 60
/** Streams that one key may hold open, and all keys together. */
export const streamsPerKey = 5
const streamsInAll = 50

export interface Spent {
  readonly isAllowed: boolean
  readonly limit: number
  readonly remaining: number
  /** Seconds, from 1. */
  readonly resetSeconds: number
}

/** @returns counts one more of a name. */
export function createLimit(perMinute: number): (name: string) => Promise<Spent> {
  const limiter = new RateLimiterMemory({ points: perMinute, duration: 60 })
  return async (name) => {
    const { isAllowed, spent } = await limiter.consume(name).then(
      (spent) => ({ isAllowed: true, spent }),
      (error: unknown) => {
        if (error instanceof RateLimiterRes) return { isAllowed: false, spent: error }
        throw error
      },
    )
    const resetSeconds = Math.max(1, Math.ceil(spent.msBeforeNext / 1000))
    return { isAllowed, limit: perMinute, remaining: spent.remainingPoints, resetSeconds }
  }
}

export interface Streams {
  /** @returns how to give the place back; null: there is none left. */
  take(keyId: number): (() => void) | null
}

export function createStreams(perKey = streamsPerKey, inAll = streamsInAll): Streams {
  const open = new Map<number, number>()
  let all = 0
  return {
    take(keyId) {
      const own = open.get(keyId) ?? 0
      if (own >= perKey || all >= inAll) return null
      open.set(keyId, own + 1)
      all += 1
      let isOpen = true
      return () => {
        if (!isOpen) return
        isOpen = false
        all -= 1
        const left = (open.get(keyId) ?? 1) - 1
        if (left === 0) open.delete(keyId)
        else open.set(keyId, left)
      }
    },
  }
}
