import type { FastifyInstance, FastifyRequest } from 'fastify'
import { createAllowList } from '../guards/allow-list.ts'
import { isOurName } from '../guards/host-names.ts'
import { watchOverload } from '../guards/overload.ts'
import type { Answer } from '../ingest/arrival.ts'
import type { Refusal } from '../ingest/receive.ts'
import { addressSentence, hostSentence } from '../ingest/sentences.ts'
import { originHeader } from '../rehearsal/marks.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import { addressOf } from './arrivals.ts'

/** What the desk tells the guards; asked for anew with every request. */
export interface GuardParts {
  readonly settings: () => GuardSettings
  /** This desk's address, as the internet knows it; null: it has none. */
  readonly publicUrl: () => string | null
  /** True: this very desk has sent it to itself. */
  readonly isOwn: (mark: string) => boolean
  /** Jobs that wait for the disk. */
  readonly waiting: () => number
  /** Milliseconds by which the event loop may be late; undefined: as usual. */
  readonly mostLateMs?: number | undefined
  /** Told of what is turned away without a line in the log. */
  readonly onTurnedAway: (how: 'shed' | 'dropped') => void
}

export interface Guard {
  /** Null: there is room. */
  shed(): Answer | null
  /** Null: whoever sends it may. Nothing of a body is looked at. */
  refuse(request: FastifyRequest): Refusal | null
  /** By its `Host`, where no endpoint keeps a log of it. */
  isMisdirected(request: FastifyRequest): boolean
}

const busy: Answer = { status: 503, headers: { 'retry-after': '5' }, body: { status: 'error', message: 'Busy, try again' } }
const forbidden: Answer = { status: 403, headers: {}, body: { status: 'error', message: 'Not allowed' } }
/** Meant for somebody else: the status that RFC 9110 (7.4 and 15.5.20) has for it, and not 403, which would judge who asks. */
export const misdirected: Answer = { status: 421, headers: {}, body: { status: 'error', message: 'Misdirected request' } }

export function createGuard(app: FastifyInstance, { settings, publicUrl, isOwn, waiting, mostLateMs, onTurnedAway }: GuardParts): Guard {
  const isOverloaded = watchOverload(app, waiting, mostLateMs)
  const isListed = createAllowList(() => settings().allowList)

  /** A mistake in a list must not keep the test button from telling of it. */
  function isOurs({ headers }: FastifyRequest): boolean {
    const mark = headers[originHeader]
    return typeof mark === 'string' && isOwn(mark)
  }

  const isMisdirected = (request: FastifyRequest): boolean => {
    const { hosts } = settings()
    return hosts.length > 0 && !isOurName(request.hostname, request.socket.localAddress, { hosts, publicUrl: publicUrl() })
  }

  return {
    shed() {
      if (!isOverloaded()) return null
      onTurnedAway('shed')
      return busy
    },
    isMisdirected,
    refuse(request) {
      const refused = isMisdirected(request) ? 'host' : isListed(addressOf(request)) ? null : 'address'
      if (refused === null || isOurs(request)) return null
      const verification = {
        scheme: null,
        key: null,
        skewSeconds: null,
        failure: refused === 'host' ? 'host-not-listed' : 'address-not-listed',
      }
      if (refused === 'host') return { reason: 'address', answer: misdirected, sentence: hostSentence(request.hostname), verification }
      return { reason: 'address', answer: forbidden, sentence: addressSentence(addressOf(request)), verification }
    },
  }
}
