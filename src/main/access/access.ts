import { createHash, randomBytes, randomInt, timingSafeEqual } from 'node:crypto'
import type { Scope } from '../../shared/sharing-words.ts'
import {
  findAccessToken,
  findApiKey,
  insertAccessToken,
  insertApiKey,
  markApiKeyUsed,
  revokeApiKey,
  type ApiKeyRow,
} from '../store/api-keys.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'

/** Who asks over HTTP with a key, or with a token that was made with one. */
export interface Principal {
  readonly keyId: number
  /** What people call the key; several may be called alike. */
  readonly name: string
  /** Its first characters, which no other key has. */
  readonly prefix: string
  readonly scopes: readonly Scope[]
}

/** Why somebody may not. Whoever asks is told `missing` from the rest, and nothing else. */
export type AccessFailure = 'missing' | 'unknown' | 'expired' | 'revoked'

export interface NewApiKey {
  readonly name: string
  readonly scopes: readonly Scope[]
  /** Null: until it is revoked. */
  readonly expiresAtMs: number | null
}

export interface Access {
  /** @param authorization the header: `Bearer <key or token>`. */
  authenticate(authorization: string | undefined): Principal | AccessFailure
  /** Of OAuth 2 client credentials: the id is the key's prefix, the secret is the whole key. */
  authenticateClient(clientId: string, clientSecret: string): Principal | AccessFailure
  /** @returns the key itself, which nobody can read again, and its id. */
  create(key: NewApiKey, actor: string): Promise<{ readonly id: number; readonly key: string }>
  /** At once, with the tokens that were made with it. @returns false: it is not there, or was revoked before. */
  revoke(id: number, actor: string): Promise<boolean>
  /** Makes a token of a key. It ends within `tokenLifeMs`, and with the key. */
  issueToken(principal: Principal, scopes: readonly Scope[]): Promise<string>
}

/** RFC 6750 has a token's life be short; whoever has the key makes another one. */
export const tokenLifeMs = 3_600_000
/** Written no more often, so that reading costs no commit each time. */
const usedAgainMs = 60_000
/** What marks a key as ours, for people and for scanners of leaked secrets. */
const keyPattern = /^(dbk_[A-Za-z0-9]{8})_[A-Za-z0-9_-]{43}$/
const tokenPattern = /^dbt_[A-Za-z0-9_-]{43}$/

/** @param found what `authenticate` has said. */
export const hasScope = (found: Principal | AccessFailure, scope: Scope): boolean =>
  typeof found !== 'string' && found.scopes.includes(scope)

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()

export function createAccess({
  store,
  writer,
  now,
  onFailure,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly now: () => number
  /** That a key was used could not be written down, which keeps nobody from using it. */
  readonly onFailure: (error: unknown) => void
}): Access {
  const usedAt = new Map<number, number>()

  function judge(key: ApiKeyRow | null, digest: Buffer): Principal | AccessFailure {
    // Compared even where there is none, so that how long it takes tells nothing.
    const fits = timingSafeEqual(key?.digest ?? Buffer.alloc(32), digest)
    if (key === null || !fits) return 'unknown'
    return standing(key) ?? admit(key, key.scopes)
  }

  function standing({ revokedAtMs, expiresAtMs }: ApiKeyRow): AccessFailure | null {
    if (revokedAtMs !== null) return 'revoked'
    return expiresAtMs !== null && expiresAtMs <= now() ? 'expired' : null
  }

  function admit({ id, name, prefix }: ApiKeyRow, scopes: readonly Scope[]): Principal {
    const nowMs = now()
    if (Math.abs(nowMs - (usedAt.get(id) ?? -Infinity)) >= usedAgainMs) {
      usedAt.set(id, nowMs)
      writer
        .submit((db, notes) => {
          markApiKeyUsed(db, id, nowMs)
          notes.topic('access')
        })
        .catch(onFailure)
    }
    return { keyId: id, name, prefix, scopes }
  }

  return {
    authenticate(authorization) {
      if (authorization === undefined) return 'missing'
      const [scheme, secret] = authorization.split(' ')
      if (scheme?.toLowerCase() !== 'bearer' || secret === undefined) return 'missing'
      const prefix = keyPattern.exec(secret)?.[1]
      if (prefix !== undefined) return judge(findApiKey(store.read, prefix), digestOf(secret))
      if (!tokenPattern.test(secret)) return 'unknown'
      const found = findAccessToken(store.read, digestOf(secret))
      if (found === null) return 'unknown'
      if (found.token.expiresAtMs <= now()) return 'expired'
      return standing(found.key) ?? admit(found.key, found.token.scopes)
    },
    authenticateClient(clientId, clientSecret) {
      const prefix = keyPattern.exec(clientSecret)?.[1]
      if (prefix === undefined || prefix !== clientId) return 'unknown'
      return judge(findApiKey(store.read, prefix), digestOf(clientSecret))
    },
    async create({ name, scopes, expiresAtMs }, actor) {
      const prefix = `dbk_${lettersAndDigits(8)}`
      const key = `${prefix}_${randomBytes(32).toString('base64url')}`
      const createdAtMs = now()
      const id = await writer.submit((db, notes) => {
        notes.topic('access')
        insertSettingChange(db, { atMs: createdAtMs, actor, name: `api key ${prefix}`, before: null, after: { name, scopes, expiresAtMs } })
        return insertApiKey(db, { name, prefix, digest: digestOf(key), scopes, createdAtMs, createdBy: actor, expiresAtMs })
      })
      return { id, key }
    },
    revoke(id, actor) {
      const atMs = now()
      return writer.submit((db, notes) => {
        const revoked = revokeApiKey(db, { id, atMs, by: actor })
        if (revoked === null) return false
        notes.topic('access')
        insertSettingChange(db, { atMs, actor, name: `api key ${revoked.prefix}`, before: { name: revoked.name }, after: null })
        return true
      })
    },
    async issueToken({ keyId }, scopes) {
      const token = `dbt_${randomBytes(32).toString('base64url')}`
      const nowMs = now()
      const row = { digest: digestOf(token), keyId, scopes, expiresAtMs: nowMs + tokenLifeMs }
      await writer.submit((db) => insertAccessToken(db, row, nowMs))
      return token
    },
  }
}

function lettersAndDigits(count: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'
  return Array.from({ length: count }, () => alphabet[randomInt(alphabet.length)]).join('')
}
