import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/*
 * Both are bytes in base64url that end with an HMAC-SHA256 over what they say and what they are for. What was not signed here is told from
 * the bytes alone and never reaches the store.
 */

const keyBytes = 16
const signatureBytes = 32
const nonceBytes = 16
const timeBytes = 6

/** How long somebody has to say that their step is done, from the first look at the page. */
export const stepLifeMs = 2 * 3_600_000

/** Names a booking in addresses of ours, to whoever has shown that they know its id. It tells nothing, and cannot be made elsewhere. */
export function referenceOf(secret: string, bookingKey: Buffer): string {
  return signed(secret, 'reference', bookingKey)
}

/** Null: not one of ours. */
export function readReference(secret: string, reference: string): Buffer | null {
  const said = verified(secret, 'reference', reference)
  return said?.length === keyBytes ? said : null
}

/** Lets one browser complete the step of one booking, once. */
export function createStepToken(secret: string, bookingKey: Buffer, nowMs: number): string {
  const expires = Buffer.alloc(timeBytes)
  expires.writeUIntBE(nowMs + stepLifeMs, 0, timeBytes)
  return signed(secret, 'step', Buffer.concat([bookingKey, expires, randomBytes(nonceBytes)]))
}

/** By what the store knows a token again. */
export function digestOf(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

/** `unknown`: not one of ours, or another booking's. Whether it was used, the store knows. */
export function judgeStepToken(secret: string, token: string, bookingKey: Buffer, nowMs: number): 'valid' | 'expired' | 'unknown' {
  const said = verified(secret, 'step', token)
  if (said?.length !== keyBytes + timeBytes + nonceBytes) return 'unknown'
  if (!said.subarray(0, keyBytes).equals(bookingKey)) return 'unknown'
  return said.readUIntBE(keyBytes, timeBytes) > nowMs ? 'valid' : 'expired'
}

function signed(secret: string, purpose: string, said: Buffer): string {
  return Buffer.concat([said, signatureOf(secret, purpose, said)]).toString('base64url')
}

function verified(secret: string, purpose: string, text: string): Buffer | null {
  const bytes = Buffer.from(text, 'base64url')
  // Decoding passes over what is no base64url; one text stands for one thing.
  if (bytes.length <= signatureBytes || bytes.toString('base64url') !== text) return null
  const said = bytes.subarray(0, -signatureBytes)
  return timingSafeEqual(bytes.subarray(-signatureBytes), signatureOf(secret, purpose, said)) ? said : null
}

function signatureOf(secret: string, purpose: string, said: Buffer): Buffer {
  return createHmac('sha256', secret).update(`booking page ${purpose}\n`).update(said).digest()
}
