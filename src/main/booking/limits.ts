import { hash } from 'node:crypto'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { RateLimiterMemory } from 'rate-limiter-flexible'
import type { Booking } from '../store/booking-page.ts'
import { firstLookMs } from './steps.ts'

/** Looks at one booking within a minute, by everyone together: a page that waits needs a dozen. */
const looksPerMinute = 40

/** @returns what answers whether a booking may be looked at once more, by what it is named with; it counts each time. */
export function createLookLimit(): (name: string) => Promise<boolean> {
  const limiter = new RateLimiterMemory({ points: looksPerMinute, duration: 60 })
  return (name) =>
    limiter.consume(hash('sha256', name, 'base64url')).then(
      () => true,
      () => false,
    )
}

/** Bounds guesses, by everyone together: behind a tunnel all have the same address. Whoever has shown a right id is none that guesses. */
export interface GuessLimit {
  /** Counts one more. False: there were too many within the minute. */
  take(request: FastifyRequest): Promise<boolean>
  /** True: there are too many now. */
  isSpent(request: FastifyRequest): Promise<boolean>
}

export function createGuessLimit(app: FastifyInstance, perMinute: number): GuessLimit {
  const count = app.createRateLimit({ max: perMinute })
  const isOver = async (request: FastifyRequest, increment: boolean): Promise<boolean> => {
    const counted = await count(request, { increment })
    return !counted.isAllowed && counted.isExceeded
  }
  return { take: async (request) => !(await isOver(request, true)), isSpent: (request) => isOver(request, false) }
}

/**
 * True: whoever names it is let in however much others guess. Cal.com's and Calendly's ids are too long to be guessed; what Smart-Scheduler's look
 * like nobody says, so that guesses at an older one stay bounded. Whoever has just booked is not kept out by that.
 */
export function isBeyondGuessing({ appointment: { source }, createdAtMs }: Booking, nowMs: number): boolean {
  return source !== 'smart-scheduler' || Math.abs(nowMs - createdAtMs) <= firstLookMs
}
