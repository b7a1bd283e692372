import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { KeyObject } from 'node:crypto'
import type { AnchorCheck } from '../../shared/contract/trust.ts'
import { exportKey } from '../exports/signed.ts'
import { chainHead } from '../store/chain.ts'
import { begunOf, findBegun, listRestored } from '../store/chain-entries.ts'
import { noteAnchored } from '../store/chain-folds.ts'
import type { ReadDb } from '../store/db.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { writeDurably } from './anchor.ts'
import { hashAt } from './judge.ts'
import { readSignedAnchor, signAnchor, type PlainAnchor } from './signed-anchor.ts'

export interface DailyParts {
  readonly folder: string
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  readonly now: () => number
}

/** One anchor for each day (UTC), that can be read and be kept anywhere. */
export interface DailyAnchors {
  /** Where there is none of today yet, and a place to keep the key. */
  write(anchor: PlainAnchor): Promise<void>
  /** Throws VaultClosedError. */
  sign(anchor: PlainAnchor): Promise<string>
}

export function createDailyAnchors({ folder, writer, vault, now }: DailyParts): DailyAnchors {
  let writtenFor = ''

  async function sign(anchor: PlainAnchor): Promise<string> {
    const text = signAnchor(anchor, await exportKey(vault))
    await writer.submit((db) => noteAnchored(db, anchor))
    return text
  }

  return {
    sign,
    async write(anchor) {
      const { state, backend } = vault.status()
      if (state !== 'ready' || backend === 'memory') return
      const day = new Date(now()).toISOString().slice(0, 10)
      const path = join(folder, `${day}.json`)
      if (writtenFor === day || existsSync(path)) return
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await writeDurably(path, await sign(anchor))
      writtenFor = day
    },
  }
}

export type CheckedAnchor = Omit<AnchorCheck, 'fileName'>

/** What an anchor that was taken elsewhere says of the chain as it is now. @param own this desk's public key; null: it has none */
export function checkSigned(db: ReadDb, text: string, own: KeyObject | null): CheckedAnchor {
  const read = readSignedAnchor(text, own)
  if (read.kind === 'not-an-anchor') return { verdict: 'not-an-anchor', seq: null, atMs: null }
  const { seq, atMs } = read.anchor
  return { verdict: read.kind === 'anchor' ? compare(db, read.anchor) : read.kind, seq, atMs }
}

function compare(db: ReadDb, { store, seq, hash, atMs }: PlainAnchor): CheckedAnchor['verdict'] {
  const begun = findBegun(db)
  if (begun === null || begunOf(begun)?.store !== store) return 'other-store'
  if (seq <= chainHead(db).seq && hashAt(db, seq) === hash) return 'fits'
  if (listRestored(db).some((restore) => restore.fromSeq < seq && restore.replacedSeq >= seq && restore.atMs >= atMs)) return 'replaced'
  return seq > chainHead(db).seq ? 'missing' : 'differs'
}
