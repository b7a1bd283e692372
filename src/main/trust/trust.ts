import { rename } from 'node:fs/promises'
import { join } from 'node:path'
import type { ChainFinding, ChainVerification, Trust as TrustState, VerifyProgress } from '../../shared/contract/trust.ts'
import { knownExportKey } from '../exports/signed.ts'
import { appendToChain, chainHead, findForeignEntry, watchChain, type ChainHead } from '../store/chain.ts'
import { appendBegun } from '../store/chain-begin.ts'
import { begunOf, findBegun, findEntry } from '../store/chain-entries.ts'
import type { Store } from '../store/open.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { findTrustValue, saveTrustValue } from '../store/trust-values.ts'
import type { Writer } from '../store/writer.ts'
import type { Vault } from '../vault/vault.ts'
import { readAnchor, thinOut, writeAnchor, type Anchor } from './anchor.ts'
import { checkSigned, createDailyAnchors, type CheckedAnchor } from './daily-anchors.ts'
import { endOf } from '../store/chain-end-of-file.ts'
import { findingAt, findingOf } from './judge.ts'
import { isAnnounced, judgeStart } from './judge-start.ts'
import { createRounds } from './rounds.ts'

export interface TrustParts {
  readonly store: Store
  readonly writer: Writer
  readonly vault: Vault
  /** Where anchors lie. */
  readonly dataDir: string
  readonly now: () => number
  /** Something of what `state` tells is different. */
  readonly onChange: () => void
  readonly onFailure: (error: unknown) => void
}

/** Keeps the chain's end where the file is not, and finds out what was done to the log behind its back. */
export interface Trust {
  state(): TrustState
  /** Null: nothing is known to be wrong. */
  finding(): ChainFinding | null
  /** Looks at all of the chain, and keeps what it finds. Its caller ends it by closing it. */
  verify(): AsyncGenerator<VerifyProgress>
  /** An anchor of this moment, signed. Throws VaultClosedError where there is no place to keep the key. */
  signedAnchor(): Promise<{ readonly text: string; readonly atMs: number }>
  checkSigned(text: string): CheckedAnchor
  /** Lets what was found be, and begins the chain anew. @returns false: nothing was found. */
  beginAnew(actor: string): Promise<boolean>
  /** A backup is about to take the place of the file. Durable on return. @param path of the new file; null: one without any rows */
  expectRestore(path: string | null): Promise<void>
  /** The vault was opened, or has another place to keep things. */
  vaultChanged(): void
  /** After what was in the file at start was checked, and an anchor says that the desk is open. */
  ready: Promise<void>
  /** What runs by itself begins. */
  start(): void
  /** The last anchor. After the writer was closed, before the store is. */
  close(): Promise<void>
}

/** Shortly after a commit, so that many share one anchor. */
const anchorAfterMs = 1_000

export function openTrust({ store, writer, vault, dataDir, now, onChange, onFailure }: TrustParts): Trust {
  const { read } = store
  const path = join(dataDir, 'anchor.json')
  watchChain(store.write)
  const opened = chainHead(read)
  const daily = createDailyAnchors({ folder: join(dataDir, 'anchors'), store, writer, vault, now })
  let anchored: Anchor | null = null
  /** Up to where everything is known to have come through this desk. */
  let known: ChainHead = opened
  let isChecked = false
  let standing = findTrustValue(read, 'standing')
  let verified = findTrustValue(read, 'verified')
  let timer: NodeJS.Timeout | undefined
  let isClosing = false
  let turn: Promise<unknown> = Promise.resolve()

  /** One after the other: an older anchor must not take the place of a newer one. */
  function inTurn<T>(deed: () => Promise<T>): Promise<T> {
    const next = turn.then(deed)
    turn = next.catch(() => undefined)
    return next
  }

  async function check(): Promise<void> {
    if (isChecked) return
    const found = await readAnchor(path, vault)
    if (found.kind === 'locked') return noteLocked()
    isChecked = true
    if (found.kind === 'anchor') {
      anchored = found.anchor
      if (await isExpected(found.anchor)) return
    }
    const finding = standing ?? judgeStart(read, found, opened)
    if (finding !== null) await stand(finding)
  }

  /** No anchor can say now that the desk is open. */
  async function noteLocked(): Promise<void> {
    if (findTrustValue(read, 'openedLocked')?.seq === opened.seq) return
    await writer.submit((db) => saveTrustValue(db, 'openedLocked', { seq: opened.seq }))
  }

  /** A backup took the place of the file, as it was announced. */
  async function isExpected({ expects, seq, hash }: Anchor): Promise<boolean> {
    if (expects === null || !isAnnounced(read, expects, opened)) return false
    const [fromSeq, fromHash] = expects
    await writer.submit((db, notes) => {
      const note = { replaced: { seq, hash }, from: { seq: fromSeq, hash: fromHash } }
      appendToChain(db, { atMs: now(), kind: 'restored', subjectId: null, row: [], note })
      saveTrustValue(db, 'standing', null)
      notes.topic('keeping')
    })
    standing = null
    anchored = null
    return true
  }

  async function stand(finding: ChainFinding): Promise<void> {
    standing = finding
    onChange()
    await writer.submit((db, notes) => {
      saveTrustValue(db, 'standing', finding)
      notes.topic('keeping')
    })
  }

  /** Looks at what was appended since, and takes it into the anchor. */
  async function anchor(isClosed: boolean): Promise<void> {
    // One that was asked for before a restore was ordered would take back what that has written.
    if (!isChecked || standing !== null || (isClosing && !isClosed)) return
    const { foreignSeq, head } = findForeignEntry(store.write, read, known.seq)
    const finding = foreignSeq === null ? judgeEnd(head) : findingAt(read, 'added', foreignSeq, null)
    if (finding !== null) {
      if (isClosed) standing = finding
      else await stand(finding)
      return
    }
    known = head
    const hash = head.hash.toString('hex')
    if (anchored?.seq === head.seq && anchored.hash === hash && anchored.isClosed === isClosed && anchored.expects === null) return
    await write({ ...plain(head), isClosed, points: pointsFor(head.seq), expects: null })
    if (isClosed) return
    if (findTrustValue(read, 'anchored') === null && anchored !== null) {
      await writer.submit((db) => saveTrustValue(db, 'anchored', { sinceMs: now() }))
    }
    await daily.write(plain(head))
  }

  /** Behind our back the end went away, or is another one. */
  function judgeEnd(head: ChainHead): ChainFinding | null {
    if (head.seq < known.seq) return findingOf('cut', head.seq + 1, known.seq)
    if (known.seq === 0 || findEntry(read, known.seq)?.hash === known.hash.toString('hex')) return null
    return findingAt(read, 'rewritten', known.seq, null)
  }

  function plain({ seq, hash }: ChainHead): Pick<Anchor, 'store' | 'seq' | 'hash' | 'atMs'> {
    return { store: begunOf(findBegun(read) ?? { note: null })?.store ?? '', seq, hash: hash.toString('hex'), atMs: now() }
  }

  function pointsFor(head: number): Anchor['points'] {
    return anchored === null ? [] : thinOut([[anchored.seq, anchored.hash], ...anchored.points], head)
  }

  async function write(next: Anchor): Promise<void> {
    if (await writeAnchor(path, vault, next)) anchored = next
  }

  function anchorSoon(): void {
    if (isClosing) return
    timer ??= setTimeout(() => {
      timer = undefined
      inTurn(() => anchor(false)).catch(onFailure)
    }, anchorAfterMs).unref()
  }

  async function keep(result: ChainVerification): Promise<void> {
    verified = result
    onChange()
    await writer.submit((db, notes) => {
      saveTrustValue(db, 'verified', result)
      notes.topic('keeping')
    })
  }

  const rounds = createRounds({
    store,
    writer,
    now,
    findAnchor: () => inTurn(() => readAnchor(path, vault)),
    mayFold: () => isChecked && standing === null && !isClosing,
    verifiedAtMs: () => verified?.atMs ?? null,
    writeDaily: () => daily.write(plain(chainHead(read))),
    keep,
    onFailure,
  })
  const forget = writer.afterCommit(anchorSoon)
  const ready = inTurn(async () => {
    await check()
    await anchor(false)
  }).catch(onFailure)

  return {
    ready,
    state() {
      const head = findEntry(read, chainHead(read).seq)
      return {
        head: { seq: head?.seq ?? 0, hash: head?.hash ?? '', atMs: head?.atMs ?? 0 },
        begunAtMs: findBegun(read)?.atMs ?? null,
        anchor: { state: anchorState(), seq: anchored?.seq ?? null, atMs: anchored?.atMs ?? null },
        standing,
        verified,
      }
    },
    finding: () => standing ?? verified?.finding ?? null,
    verify: () => rounds.verify(0),
    async signedAnchor() {
      const atMs = now()
      return { text: await daily.sign({ ...plain(chainHead(read)), atMs }), atMs }
    },
    checkSigned: (text) => checkSigned(read, text, knownExportKey(vault)),
    beginAnew: (actor) =>
      inTurn(async () => {
        const finding = standing ?? verified?.finding ?? null
        if (finding === null) return false
        await writer.submit((db, notes) => {
          const atMs = now()
          const last = begunOf(findBegun(db) ?? { note: null })
          appendBegun(db, { store: last?.store ?? crypto.randomUUID(), nowMs: atMs, extra: { accepted: finding.what } })
          insertSettingChange(db, { atMs, actor, name: 'log', before: finding, after: null })
          saveTrustValue(db, 'standing', null)
          saveTrustValue(db, 'verified', null)
          notes.topic('keeping')
        })
        standing = null
        verified = null
        isChecked = true
        known = chainHead(read)
        // What it said is evidence.
        await rename(path, join(dataDir, `anchor-set-aside-${now()}.json`)).catch(() => undefined)
        anchored = null
        onChange()
        await anchor(false)
        return true
      }),
    expectRestore: (newFile) =>
      inTurn(async () => {
        const { seq, hash } = newFile === null ? { seq: 0, hash: '' } : endOf(newFile)
        await write({ ...plain(chainHead(read)), isClosed: false, points: [], expects: [seq, hash] })
        // Nothing that comes before the end may take it back.
        isClosing = true
      }),
    vaultChanged() {
      if (isChecked) anchorSoon()
      else
        inTurn(async () => {
          await check()
          await anchor(false)
        }).catch(onFailure)
    },
    start: rounds.start,
    async close() {
      forget()
      clearTimeout(timer)
      const isRestoring = isClosing
      isClosing = true
      await rounds.close()
      await (isRestoring ? turn : inTurn(() => anchor(true))).catch(onFailure)
    },
  }

  function anchorState(): TrustState['anchor']['state'] {
    if (standing !== null) return 'held'
    const { state, backend } = vault.status()
    if (backend === 'memory' || state === 'choose') return 'no-place'
    return state === 'locked' ? 'locked' : 'kept'
  }
}
