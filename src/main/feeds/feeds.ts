import { createHash, randomBytes } from 'node:crypto'
import type { Feed } from '../../shared/contract/feeds.ts'
import {
  findFeed,
  findFeedByDigest,
  insertFeed,
  listFeeds,
  markFeedFetched,
  removeFeed,
  saveFeed,
  saveFeedAddress,
  type FeedAddress,
  type FeedRow,
  type SaidFeed,
} from '../store/feeds.ts'
import type { Store } from '../store/open.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { programOf } from './program-of.ts'

/** Calendar feeds, and who may read them: whoever knows the address. */
export interface Feeds {
  list(): Feed[]
  /** The path of its address; null: it was not kept, or was sealed with another key. Throws VaultClosedError while the vault waits for its key. */
  pathOf(feed: FeedRow): Promise<string | null>
  find(id: number): FeedRow | null
  create(said: SaidFeed, actor: string): Promise<{ readonly id: number; readonly path: string }>
  /** Under the address that it has. @returns false: there is no such feed. */
  update(id: number, said: SaidFeed, actor: string): Promise<boolean>
  /** The address that it had leads nowhere from then on. @returns the path of the new one; null: there is no such feed. */
  renew(id: number, actor: string): Promise<string | null>
  /** Removes it. @returns false: there is no such feed. */
  revoke(id: number, actor: string): Promise<boolean>
  /** By the secret of its address. Null: it is nobody's. */
  findBySecret(secret: string): FeedRow | null
  /** Keeps when it was last fetched, to the minute, and with what. */
  noteFetched(feed: FeedRow, userAgent: string | undefined): void
}

/** Written no more often, so that fetching costs no commit each time. */
const notedAgainMs = 60_000
const secretPattern = /^[A-Za-z0-9_-]{43}$/

const digestOf = (secret: string): Buffer => createHash('sha256').update(secret).digest()
/** Bound to the very secret, so that one feed's is never shown as another's. */
const aboutOf = (digest: Buffer): string => `feed ${digest.toString('hex')}`
const pathTo = (secret: string): string => `/feeds/${secret}.ics`

export function createFeeds({
  store,
  writer,
  vault,
  now,
  onFailure,
}: {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Pick<Vault, 'seal' | 'unseal'>
  readonly now: () => number
  /** That a feed was fetched could not be written down, which keeps nobody from reading it. */
  readonly onFailure: (error: unknown) => void
}): Feeds {
  const notedAt = new Map<string, number>()

  /** Kept sealed beside its digest: a phone is set up weeks later. Without a place to keep it, it is shown this once. */
  async function newAddress(): Promise<FeedAddress & { readonly secret: string }> {
    const secret = randomBytes(32).toString('base64url')
    const digest = digestOf(secret)
    const sealed = await vault.seal(secret, aboutOf(digest))
    return { secret, digest, sealed: sealed && Buffer.from(sealed.sealed), sealedBy: sealed && sealed.backend }
  }

  return {
    list: () =>
      listFeeds(store.read).map(({ digest: _digest, sealed, sealedBy: _by, ...feed }) => ({ ...feed, isAddressKept: sealed !== null })),
    find: (id) => findFeed(store.read, id),
    async pathOf({ sealed, sealedBy, digest }) {
      if (sealed === null || sealedBy === null) return null
      const secret = await vault.unseal({ backend: sealedBy, sealed }, aboutOf(digest))
      return secret === null ? null : pathTo(secret)
    },
    async create(said, actor) {
      const { secret, ...address } = await newAddress()
      const createdAtMs = now()
      const id = await writer.submit((db, notes) => {
        notes.topic('feeds')
        const made = insertFeed(db, { ...said, ...address, createdAtMs, createdBy: actor })
        insertSettingChange(db, { atMs: createdAtMs, actor, name: `feed ${made}`, before: null, after: said })
        return made
      })
      return { id, path: pathTo(secret) }
    },
    update(id, said, actor) {
      const atMs = now()
      return writer.submit((db, notes) => {
        const before = saveFeed(db, id, said)
        if (before === null) return false
        notes.topic('feeds')
        insertSettingChange(db, { atMs, actor, name: `feed ${id}`, before, after: said })
        return true
      })
    },
    async renew(id, actor) {
      const { secret, ...address } = await newAddress()
      const atMs = now()
      const renewed = await writer.submit((db, notes) => {
        const feed = saveFeedAddress(db, id, address, atMs)
        if (feed === null) return false
        notes.topic('feeds')
        insertSettingChange(db, { atMs, actor, name: `feed address ${id}`, before: null, after: { name: feed.name, sinceMs: atMs } })
        return true
      })
      return renewed ? pathTo(secret) : null
    },
    revoke(id, actor) {
      const atMs = now()
      return writer.submit((db, notes) => {
        const before = removeFeed(db, id)
        if (before === null) return false
        notes.topic('feeds')
        insertSettingChange(db, { atMs, actor, name: `feed ${id}`, before, after: null })
        return true
      })
    },
    findBySecret: (secret) => (secretPattern.test(secret) ? findFeedByDigest(store.read, digestOf(secret)) : null),
    noteFetched({ digest }, userAgent) {
      const atMs = now()
      const key = digest.toString('hex')
      if (Math.abs(atMs - (notedAt.get(key) ?? -Infinity)) < notedAgainMs) return
      notedAt.set(key, atMs)
      writer
        .submit((db, notes) => {
          markFeedFetched(db, digest, { atMs, program: programOf(userAgent) })
          notes.topic('feeds')
        })
        .catch(onFailure)
    },
  }
}
