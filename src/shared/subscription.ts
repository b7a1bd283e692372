import { outwardEvents } from './sharing-words.ts'

/** What a subscription is told: what happened, and tests that somebody asked for. */
export const messageTypes = [...outwardEvents, 'test'] as const
export type MessageType = (typeof messageTypes)[number]

/** `gone`: whoever is there answered 410; `failed`: every attempt of five days failed. Nothing is sent in either, nor while `paused`. */
export const outboundStates = ['active', 'paused', 'gone', 'failed'] as const
export type OutboundState = (typeof outboundStates)[number]

/** What became of a message. `given-up`: every attempt of its schedule failed. */
export const messageStates = ['waiting', 'delivered', 'given-up', 'cancelled'] as const
export type MessageState = (typeof messageStates)[number]

/** Why an attempt did not work; each has words of its own. */
export const sendFailures = [
  /** Answered with a status other than 2xx. */
  'status',
  /** Answered with another address, to which nothing is sent. */
  'redirect',
  /** Answered 410: wants nothing any more. */
  'gone',
  /** No connection within five seconds. */
  'connect-timeout',
  /** No answer within fifteen seconds. */
  'timeout',
  /** Nobody listens there. */
  'refused',
  /** The connection was cut. */
  'reset',
  /** The name is not known. */
  'name',
  /** The certificate is not to be trusted, or there is no TLS. */
  'tls',
  /** An address of the office's own network, which nobody has allowed. */
  'private-address',
  /** An address that is never sent to: link-local, multicast, a cloud's metadata. */
  'forbidden-address',
  /** The address leads back to this desk. */
  'loop',
  /** http, which nobody has allowed. */
  'not-https',
  'network',
] as const
export type SendFailure = (typeof sendFailures)[number]

/** Why an address is refused when it is set. */
export const addressRefusals = ['not-https', 'private-address', 'forbidden-address', 'loop', 'credentials', 'fragment'] as const
export type AddressRefusal = (typeof addressRefusals)[number]

/** Milliseconds after each failed attempt until the next one; after the last one the message is given up. */
export const retryPausesMs = [5_000, 300_000, 1_800_000, 7_200_000, 18_000_000, 36_000_000, 50_400_000, 72_000_000, 86_400_000] as const

/** Hours for which the previous secret may sign, too. */
export const longestSecretOverlapHours = 72
