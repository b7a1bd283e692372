import type { Source } from '../../shared/words.ts'
import { hashKey } from './hash-key.ts'

const inviteePattern = /\/invitees\/([^/]+)$/

/**
 * What finds an appointment by the id in its provider's redirect, where that is less than the source's id: Calendly's redirect has
 * `invitee_uuid`, the end of the invitee's address. Null: the source's id is in the redirect as it is, or there is no redirect.
 */
export function bookingKeyOf(source: Source, externalId: string): Buffer | null {
  const uuid = source === 'calendly' ? inviteePattern.exec(externalId)?.[1] : undefined
  return uuid === undefined ? null : inviteeKey(uuid)
}

/** @param uuid the last part of an invitee's address. */
export function inviteeKey(uuid: string): Buffer {
  return hashKey('invitee', uuid)
}
