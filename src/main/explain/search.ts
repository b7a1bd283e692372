import { bodyChanges, type BodyChange, type SecretSpelling } from '../../shared/explain-words.ts'
import type { SigningProviderId } from '../../shared/words.ts'
import { undoBodyChange } from '../signatures/body-changes.ts'
import { hmacSha256 } from '../signatures/hmac.ts'
import type { KnownSecret } from './known-secrets.ts'
import type { Offered, OfferedDigest, OfferedTime } from './offered.ts'
import type { Prefix, SchemeForm } from './scheme-forms.ts'
import { keyBytes, keyObject, spellingsOf, type KeyKind } from './secret-spellings.ts'

/** What would make the signature fit. */
export interface Match {
  readonly secret: KnownSecret
  /** Null: as it is set here. */
  readonly spelling: SecretSpelling | null
  readonly keyBytes: Buffer
  readonly key: KeyKind
  readonly prefix: Prefix
  readonly time: OfferedTime | null
  readonly digest: OfferedDigest
  /** Null: over the body as it came; `empty`: over nothing. */
  readonly body: BodyChange | 'empty' | null
}

export interface Found {
  readonly match: Match | null
  readonly secretsTried: number
  readonly bodiesTried: number
  /** False: the body is so large that not all was tried. */
  readonly isAll: boolean
}

/** Bytes that are hashed at most: some 30 ms, for the desk does it beside everything else. */
const mostBytes = 16 * 1024 * 1024

interface Beginning {
  readonly prefix: Prefix
  readonly text: string
  readonly time: OfferedTime | null
}

interface Key {
  readonly secret: KnownSecret
  readonly spelling: SecretSpelling | null
  readonly bytes: Buffer
  readonly key: KeyKind
}

interface Body {
  readonly change: Match['body']
  readonly bytes: Buffer
}

/**
 * Looks for what makes a signature fit: first with one thing changed, then with two. Pure, and bounded.
 *
 * @param form of the scheme that is set; @param provider whose endpoint it came to.
 */
export function searchMatch(
  { digests, times, ids }: Offered,
  rawBody: Buffer,
  secrets: readonly KnownSecret[],
  provider: SigningProviderId,
  form: SchemeForm,
): Found {
  const beginnings: Beginning[] = [
    { prefix: 'none', text: '', time: null },
    ...times.map((time): Beginning => ({ prefix: 'time', text: `${time.text}.`, time })),
    ...times.flatMap((time) => ids.map((id): Beginning => ({ prefix: 'id-time', text: `${id}.${time.text}.`, time }))),
  ]
  const usual = beginnings.filter(({ prefix }) => form.prefixes.includes(prefix))
  const own = secrets.filter((secret) => secret.provider === provider)
  const others = secrets.filter((secret) => secret.provider !== provider)
  const asCame: Body = { change: null, bytes: rawBody }
  const keysOf = (known: readonly KnownSecret[], kinds: readonly KeyKind[]): Key[] =>
    known.flatMap((secret) =>
      kinds.flatMap((key) => {
        const bytes = keyBytes(secret.secret, key)
        return bytes === null ? [] : [{ secret, spelling: null, bytes, key }]
      }),
    )
  const speltOf = (known: readonly KnownSecret[]): Key[] =>
    known.flatMap((secret) =>
      spellingsOf(secret.secret, form.key).map(({ spelling, bytes }) => ({ secret, spelling, bytes, key: form.key })),
    )

  let spent = 0
  const budget = (bytes: number): boolean => (spent += bytes + 256) <= mostBytes
  let isAll = true
  const tryAll = (keys: readonly Key[], bodies: readonly Body[], begins: readonly Beginning[]): Match | null => {
    for (const body of bodies) {
      for (const { bytes: keyOfIt, ...key } of keys) {
        const hmacKey = keyObject(keyOfIt)
        for (const { prefix, text, time } of begins) {
          if (!budget(body.bytes.length)) {
            isAll = false
            return null
          }
          const expected = hmacSha256(hmacKey, [text, body.bytes])
          // Nobody waits for the answer who could learn from how long it takes.
          const digest = digests.find((offered) => offered.digest.equals(expected))
          if (digest) return { ...key, keyBytes: keyOfIt, prefix, time, digest, body: body.change }
        }
      }
    }
    return null
  }

  let bodies: Body[] = []
  const changedBodies = (): Body[] => {
    bodies = bodyChanges.flatMap((change) => {
      const isAfforded = budget(rawBody.length * 4)
      isAll &&= isAfforded
      const bytes = isAfforded ? undoBodyChange(change, rawBody) : null
      return bytes === null ? [] : [{ change, bytes }]
    })
    bodies.push({ change: 'empty', bytes: Buffer.alloc(0) })
    return bodies
  }
  const both: KeyKind[] = ['text', 'bytes']
  const match =
    digests.length === 0
      ? null
      : (tryAll(keysOf(own, [form.key]), [asCame], usual) ??
        tryAll(keysOf(own, both), [asCame], beginnings) ??
        tryAll(keysOf(others, both), [asCame], beginnings) ??
        tryAll(speltOf(own), [asCame], usual) ??
        tryAll(keysOf(own, [form.key]), changedBodies(), usual) ??
        tryAll(speltOf(own), [asCame], beginnings) ??
        tryAll(keysOf(own, both), bodies, beginnings))
  return { match, secretsTried: secrets.length, bodiesTried: bodies.length + 1, isAll }
}
