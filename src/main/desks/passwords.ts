import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'
import { scryptCost, type ScryptCost } from '../vault/seal.ts'

/** NIST SP 800-63B asks for 15 where a password is all there is, and for 8 beside a limit on guesses; there is one here. */
export const shortestPassword = 12
export const longestPassword = 200
/** Of a password that has the person's name in it, so many characters beside the name. */
const besideName = 8
const fewestDifferent = 5

export type PasswordProblem = 'PASSWORD_SHORT' | 'PASSWORD_LONG' | 'PASSWORD_NAME' | 'PASSWORD_PLAIN'

/** What keeps it from being taken; null: nothing. */
export function passwordProblem(password: string, name: string): PasswordProblem | null {
  const letters = [...password]
  if (letters.length < shortestPassword) return 'PASSWORD_SHORT'
  if (letters.length > longestPassword) return 'PASSWORD_LONG'
  if (new Set(letters).size < fewestDifferent) return 'PASSWORD_PLAIN'
  const parts = nameKeyOf(name)
    .split(/[\s.@_-]+/)
    .filter((part) => part.length >= 2)
  const rest = parts.reduce((left, part) => left.replaceAll(part, ''), password.normalize('NFKC').toLowerCase())
  return [...rest].length < Math.min(besideName, letters.length) ? 'PASSWORD_NAME' : null
}

/** A name as it is compared: people do not remember how they wrote it. */
export function nameKeyOf(name: string): string {
  return name.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

const keptSchema = z.strictObject({
  v: z.literal(1),
  N: z.number().int(),
  r: z.number().int(),
  p: z.number().int(),
  salt: z.base64(),
  key: z.base64(),
})

export interface Passwords {
  /** What is kept of it. */
  seal(password: string): Promise<string>
  /** Takes as long for whoever has none (null): by the time nobody learns who there is. */
  fits(password: string, kept: string | null): Promise<boolean>
}

/** One after the other: each needs 128 MiB for a moment. */
export function createPasswords(cost: ScryptCost = scryptCost): Passwords {
  let last: Promise<unknown> = Promise.resolve()

  function derive(password: string, salt: Buffer, { N, r, p }: ScryptCost): Promise<Buffer> {
    const key = last.then(
      () =>
        new Promise<Buffer>((resolve, reject) => {
          scrypt(password.normalize('NFKC'), salt, 32, { N, r, p, maxmem: 256 * N * r }, (error, key) =>
            error === null ? resolve(key) : reject(error),
          )
        }),
    )
    last = key.catch(() => undefined)
    return key
  }

  return {
    async seal(password) {
      const salt = randomBytes(16)
      const key = await derive(password, salt, cost)
      const kept: z.infer<typeof keptSchema> = { v: 1, ...cost, salt: salt.toString('base64'), key: key.toString('base64') }
      return JSON.stringify(kept)
    },
    async fits(password, text) {
      if (text === null) {
        await derive(password, randomBytes(16), cost)
        return false
      }
      const kept = keptSchema.parse(JSON.parse(text))
      return timingSafeEqual(await derive(password, Buffer.from(kept.salt, 'base64'), kept), Buffer.from(kept.key, 'base64'))
    },
  }
}
