import { hash } from 'node:crypto'
import { RateLimiterMemory } from 'rate-limiter-flexible'

/** Looks at one id within a minute, by everyone together: a page that waits needs a dozen. */
const looksPerMinute = 40

/** @returns what answers whether these ids may be looked up once more; it counts each of them. */
export function createIdLimit(): (ids: readonly string[]) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: looksPerMinute, duration: 60 })
  return async (ids) => {
    const looks = ids.map((id) =>
      limiter.consume(hash('sha256', id, 'base64url')).then(
        () => true,
        () => false,
      ),
    )
    return (await Promise.all(looks)).every(Boolean)
  }
}
