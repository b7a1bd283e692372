import { createPublicKey, sign, verify } from 'node:crypto'
import type { KeyObject } from 'node:crypto'
import { z } from 'zod'

const toldSchema = z.strictObject({
  format: z.literal('deskbell-log-anchor'),
  version: z.literal(1),
  /** Of the store. */
  store: z.string(),
  /** The number of the newest entry of the log's chain, and its hash. */
  entry: z.number().int(),
  hash: z.string(),
  at: z.iso.datetime(),
})
const signedSchema = z.strictObject({
  ...toldSchema.shape,
  /** SubjectPublicKeyInfo in PEM, as openssl takes it. */
  publicKey: z.string(),
  /** Ed25519 over the members before `publicKey`, as JSON without blanks, in base64. */
  signature: z.base64(),
})

/** An anchor that can be read, and kept anywhere. */
export interface PlainAnchor {
  readonly store: string
  readonly seq: number
  readonly hash: string
  readonly atMs: number
}

const told = ({ store, seq, hash, atMs }: PlainAnchor): z.infer<typeof toldSchema> => ({
  format: 'deskbell-log-anchor',
  version: 1,
  store,
  entry: seq,
  hash,
  at: new Date(atMs).toISOString(),
})

export function signAnchor(anchor: PlainAnchor, key: KeyObject): string {
  const members = told(anchor)
  const signature = sign(null, Buffer.from(JSON.stringify(members)), key).toString('base64')
  const publicKey = createPublicKey(key).export({ format: 'pem', type: 'spki' }).toString()
  return `${JSON.stringify({ ...members, publicKey, signature }, null, 2)}\n`
}

/** @param own this desk's public key; null: it has none. */
export function readSignedAnchor(
  text: string,
  own: KeyObject | null,
): { readonly kind: 'anchor' | 'other-key' | 'changed'; readonly anchor: PlainAnchor } | { readonly kind: 'not-an-anchor' } {
  let signed: z.infer<typeof signedSchema>
  try {
    signed = signedSchema.parse(JSON.parse(text))
  } catch {
    return { kind: 'not-an-anchor' }
  }
  const anchor: PlainAnchor = { store: signed.store, seq: signed.entry, hash: signed.hash, atMs: Date.parse(signed.at) }
  try {
    const key = createPublicKey(signed.publicKey)
    const isWhole = verify(null, Buffer.from(JSON.stringify(told(anchor))), key, Buffer.from(signed.signature, 'base64'))
    if (!isWhole) return { kind: 'changed', anchor }
    return { kind: own !== null && key.equals(own) ? 'anchor' : 'other-key', anchor }
  } catch {
    return { kind: 'changed', anchor }
  }
}
