import { createHash } from 'node:crypto'

/** For bodies that name nothing by which a second attempt could be recognised: a provider repeats them byte for byte. */
export function keyOfBytes(rawBody: Buffer): string {
  return `sha256:${createHash('sha256').update(rawBody).digest('hex')}`
}

/** What identifies the event, hashed so that its length is bounded and no part can be taken for two. */
export function keyOfParts(...parts: readonly (string | null)[]): string {
  return `parts:${createHash('sha256').update(JSON.stringify(parts)).digest('hex')}`
}
