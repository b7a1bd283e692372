import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible'

/** Seconds. */
const windowSeconds = 15 * 60
/** Wrong passwords of one name within that time, and of one browser in which that person has signed in before. */
export const wrongOfOne = 10
/** Of all names together: who guesses one password for many names. */
export const wrongOfAll = 100

export interface Attempt {
  /** What is guessed at: a name as it is compared, or an invitation. */
  readonly key: string
  /** Of a browser in which this very person has signed in before: its digest. */
  readonly knownBrowser: Buffer | null
}

export type Permission =
  | { readonly kind: 'try'; readonly right: () => Promise<void> }
  /** Nothing is looked at. */
  | { readonly kind: 'wait'; readonly seconds: number }

/** Bounds guesses. */
export interface Attempts {
  /** Counts one that is wrong until `right` is called. */
  begin(attempt: Attempt): Promise<Permission>
  /** Instants, ms: since when guesses have been refused unread, and the last one. Null: none was, since the desk was started. */
  refused(): { readonly sinceMs: number; readonly lastMs: number } | null
}

/** What lies further apart is another matter. */
export const guessesToldForMs = 3_600_000

/**
 * Addresses are no key: behind a tunnel everybody has the same. So guesses are counted by name, and whoever guesses long enough keeps that
 * person out — but not in a browser that they have signed in with before, which has a count of its own.
 * https://owasp.org/www-community/Slow_Down_Online_Guessing_Attacks_with_Device_Cookies
 */
export function createAttempts(now: () => number): Attempts {
  const limit = (points: number): RateLimiterMemory => new RateLimiterMemory({ points, duration: windowSeconds })
  const [byName, byBrowser, all] = [limit(wrongOfOne), limit(wrongOfOne), limit(wrongOfAll)]
  let refused: ReturnType<Attempts['refused']> = null

  function refuse({ msBeforeNext }: RateLimiterRes): Permission {
    const lastMs = now()
    const sinceMs = refused !== null && lastMs - refused.lastMs < guessesToldForMs ? refused.sinceMs : lastMs
    refused = { sinceMs, lastMs }
    return { kind: 'wait', seconds: Math.max(1, Math.ceil(msBeforeNext / 1000)) }
  }

  return {
    refused: () => refused,
    async begin({ key: guessed, knownBrowser }) {
      try {
        if (knownBrowser !== null) {
          const key = knownBrowser.toString('base64')
          await byBrowser.consume(key)
          return { kind: 'try', right: async () => void (await byBrowser.delete(key)) }
        }
        const counted = await all.get('all')
        // Before a name is noted: names that nobody has would fill the memory.
        if (counted !== null && counted.consumedPoints >= wrongOfAll) return refuse(counted)
        await byName.consume(guessed)
        await all.consume('all')
        return {
          kind: 'try',
          async right() {
            await byName.delete(guessed)
            await all.reward('all')
          },
        }
      } catch (error) {
        if (error instanceof RateLimiterRes) return refuse(error)
        throw error
      }
    },
  }
}
