import { createSecretKey, type KeyObject } from 'node:crypto'
import { isUtf8 } from 'node:buffer'
import { minimumSecretLength } from '../../shared/settings.ts'
import type { SecretSpelling } from '../../shared/explain-words.ts'

/** What an HMAC is keyed with: text as UTF-8, or bytes that the text stands for. */
export type KeyKind = 'text' | 'bytes'

/** A key that a sender may be using in the place of the secret that is set here. */
export interface Spelt {
  readonly spelling: SecretSpelling
  readonly bytes: Buffer
}

const whsec = 'whsec_'
const base64Text = /^[A-Za-z0-9+/_-]{16,}={0,2}$/

/** The key as the scheme makes it of the secret; null: it cannot be made. */
export function keyBytes(secret: string, kind: KeyKind): Buffer | null {
  if (kind === 'text') return secret.length < minimumSecretLength ? null : Buffer.from(secret)
  const bare = secret.startsWith(whsec) ? secret.slice(whsec.length) : secret
  return base64Text.test(bare) ? Buffer.from(bare, 'base64') : null
}

/** What people and forms make of a secret on its way from one side to the other. */
export function spellingsOf(secret: string, kind: KeyKind): Spelt[] {
  const bare = secret.replace(/^whsec_/, '')
  const texts: Partial<Record<SecretSpelling, string>> = {
    'break-after': `${secret}\n`,
    'blank-after': `${secret} `,
    'blank-before': ` ${secret}`,
    quoted: `"${secret}"`,
    unquoted: secret.replace(/^(["'])(.*)\1$/s, '$2'),
    trimmed: secret.trim(),
    'prefix-missing': bare,
    'prefix-extra': bare === secret ? `${whsec}${secret}` : secret,
    'upper-case': secret.toUpperCase(),
    'lower-case': secret.toLowerCase(),
    'base64-of-it': Buffer.from(secret).toString('base64'),
    ...(kind === 'bytes' && { 'as-text': secret }),
  }
  const known = keyBytes(secret, kind)
  const spelt = (Object.entries(texts) as [SecretSpelling, string][]).map(([spelling, text]) => ({ spelling, bytes: Buffer.from(text) }))
  if (base64Text.test(bare)) spelt.push({ spelling: 'base64-decoded', bytes: Buffer.from(bare, 'base64') })
  if (/^(?:[0-9a-f]{2}){8,}$/i.test(bare)) spelt.push({ spelling: 'hex-decoded', bytes: Buffer.from(bare, 'hex') })
  // A line break as Windows writes it, which is told as any other.
  spelt.push({ spelling: 'break-after', bytes: Buffer.from(`${secret}\r\n`) })
  // Never with a key that could be guessed.
  return spelt.filter(({ bytes }) => bytes.length >= minimumSecretLength && !known?.equals(bytes))
}

/** The secret that would have to be set here to be keyed with these bytes; null: there is none. */
export function secretOf(bytes: Buffer, kind: KeyKind): string | null {
  if (kind === 'bytes') return bytes.length < 24 ? null : `${whsec}${bytes.toString('base64')}`
  return isUtf8(bytes) && bytes.length >= minimumSecretLength ? bytes.toString('utf8') : null
}

export function keyObject(bytes: Buffer): KeyObject {
  return createSecretKey(bytes)
}
