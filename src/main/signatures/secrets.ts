import { randomBytes } from 'node:crypto'
import { minimumSecretLength } from '../../shared/settings.ts'
import type { VerificationInput } from './signature.ts'

type Secrets = VerificationInput['secrets']

/** Those that may verify at all: an empty or a short key could be guessed, so nothing is ever computed with one. */
export function usableSecrets(secrets: Secrets): Secrets {
  return secrets.every(isLongEnough) ? secrets : secrets.filter(isLongEnough)
}

function isLongEnough({ secret }: Secrets[number]): boolean {
  return secret.length >= minimumSecretLength
}

/** Null: usable as text. Otherwise a sentence for the person who typed it in. */
export function refuseTextSecret(secret: string): string | null {
  if (secret.trim() !== secret) return 'There are blanks around the signing secret. Copy it again without them.'
  if (secret.length < minimumSecretLength)
    return `The signing secret has ${secret.length} characters. Use one of at least ${minimumSecretLength}, else it can be guessed.`
  return null
}

/** 256 bits, in characters that survive every form field and shell. */
export function generateTextSecret(): string {
  return randomBytes(32).toString('base64url')
}
