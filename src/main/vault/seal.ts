import { createCipheriv, createDecipheriv, randomBytes, scrypt } from 'node:crypto'
import { z } from 'zod'

/** scrypt's cost; `N` × `r` × 128 bytes of memory are used for a moment. */
export interface ScryptCost {
  readonly N: number
  readonly r: number
  readonly p: number
}

/** OWASP's first recommendation for scrypt (Password Storage Cheat Sheet): 128 MiB and about a third of a second. */
export const scryptCost: ScryptCost = { N: 2 ** 17, r: 8, p: 1 }

/** 32 random bytes in hex or base64, as `openssl rand` prints them, cannot be guessed: stretching them would only make each start slower. */
export function costOf(key: string): ScryptCost {
  // Words without blanks can be as long as base64; digits and both cases are what random bytes have.
  const isBase64 = /^[A-Za-z0-9+/_-]{43}=?$/.test(key) && [/[a-z]/, /[A-Z]/, /\d/].every((some) => some.test(key))
  return isBase64 || /^[0-9a-f]{64}$/i.test(key) ? { N: 2, r: 8, p: 1 } : scryptCost
}

const algorithm = 'aes-256-gcm'
/** In bytes. Said, because Node takes shorter ones when it is not, and a tag of four bytes can be guessed. */
const authTagLength = 16

const base64 = z.base64()
const sealedSchema = z.strictObject({
  v: z.literal(1),
  scrypt: z.strictObject({
    N: z
      .number()
      .int()
      .max(2 ** 20),
    r: z.number().int().max(16),
    p: z.number().int().max(16),
    salt: base64,
  }),
  iv: base64,
  tag: base64,
  data: base64,
})

/** Seals and opens texts with keys made of one passphrase. What is sealed says itself how its key was made. */
export interface PassphraseSealer {
  /** `about` is bound to the text: sealed for one provider, it does not open for another. */
  seal(text: string, about: string): Promise<Uint8Array>
  /** Null: another passphrase, or the bytes were changed. */
  open(sealed: Uint8Array, about: string): Promise<string | null>
}

export function createPassphraseSealer(passphrase: string, cost: ScryptCost = scryptCost): PassphraseSealer {
  // Made once for each salt: making one is slow on purpose.
  const keys = new Map<string, Promise<Buffer>>()
  // Whatever opened first lends its salt: with one of its own for each run, every start would have to make a key for each run before it.
  let ownSalt: string | null = null

  function keyFor(salt: string, { N, r, p }: ScryptCost): Promise<Buffer> {
    const id = JSON.stringify([salt, N, r, p])
    const known = keys.get(id)
    if (known !== undefined) return known
    const made = deriveKey(passphrase, Buffer.from(salt, 'base64'), { N, r, p })
    keys.set(id, made)
    return made
  }

  return {
    async seal(text, about) {
      const salt = (ownSalt ??= randomBytes(16).toString('base64'))
      const key = await keyFor(salt, cost)
      const iv = randomBytes(12)
      const cipher = createCipheriv(algorithm, key, iv, { authTagLength }).setAAD(Buffer.from(about))
      const data = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      const sealed: z.infer<typeof sealedSchema> = {
        v: 1,
        scrypt: { ...cost, salt },
        iv: iv.toString('base64'),
        tag: cipher.getAuthTag().toString('base64'),
        data: data.toString('base64'),
      }
      return Buffer.from(JSON.stringify(sealed))
    },
    async open(sealed, about) {
      const parsed = parseSealed(sealed)
      if (parsed === null) return null
      try {
        const key = await keyFor(parsed.scrypt.salt, parsed.scrypt)
        const decipher = createDecipheriv(algorithm, key, Buffer.from(parsed.iv, 'base64'), { authTagLength })
          .setAAD(Buffer.from(about))
          .setAuthTag(Buffer.from(parsed.tag, 'base64'))
        const text = Buffer.concat([decipher.update(parsed.data, 'base64'), decipher.final()]).toString('utf8')
        const { N, r, p, salt } = parsed.scrypt
        if (N === cost.N && r === cost.r && p === cost.p) ownSalt ??= salt
        return text
      } catch {
        return null
      }
    },
  }
}

function parseSealed(sealed: Uint8Array): z.infer<typeof sealedSchema> | null {
  try {
    return sealedSchema.parse(JSON.parse(Buffer.from(sealed).toString('utf8')))
  } catch {
    return null
  }
}

function deriveKey(passphrase: string, salt: Buffer, cost: ScryptCost): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    // The same passphrase typed on another keyboard may be composed of other code points.
    scrypt(passphrase.normalize('NFKC'), salt, 32, { ...cost, maxmem: 256 * cost.N * cost.r }, (error, key) =>
      error === null ? resolve(key) : reject(error),
    )
  })
}
