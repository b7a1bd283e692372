import type { Import, ImportFile, ImportPlan, ImportPreview } from '../../shared/contract/imports.ts'
import type { ImportEncoding, ImportSeparator } from '../../shared/import-words.ts'
import type { Settings } from '../../shared/settings.ts'
import { findImport, listImports, removeImport, stopCutOffImports } from '../store/imports.ts'
import { listKeptRows, removeMadeHosts, type KeptRow } from '../store/imports-undo.ts'
import type { Store } from '../store/open.ts'
import type { Writer } from '../store/writer.ts'
import { describeFile } from './describe-file.ts'
import { createDrafts } from './drafts.ts'
import { previewOf } from './preview.ts'
import { readFile, type Parsed } from './read-file.ts'
import { ImportError, type Running } from './running.ts'
import { noteRows } from './note-rows.ts'
import { undoImport } from './undo.ts'
import { writeRows } from './write-rows.ts'

export interface ImportParts {
  readonly store: Store
  readonly writer: Writer
  readonly settings: () => Settings
  readonly now: () => number
  readonly onFailure: (error: unknown) => void
}

export interface Imports {
  /** A file that is going to come in pieces. @returns by what it is called until it is brought in. */
  open(fileName: string, bytes: number): string
  /** @throws ImportError `gone` or `too-large` */
  add(draftId: string, chunk: Buffer): void
  /** @throws ImportError `gone`, UnreadableFileError */
  read(draftId: string, how: { readonly encoding: ImportEncoding | null; readonly separator: ImportSeparator | null }): Promise<ImportFile>
  /** @throws ImportError `gone` */
  preview(draftId: string, plan: ImportPlan): Promise<ImportPreview>
  discard(draftId: string): void
  /** @throws ImportError `gone`, `under-way` or `nothing` */
  start(draftId: string, plan: ImportPlan, running: Running): Promise<Import>
  /** @throws ImportError `missing` or `under-way` */
  resume(id: number, running: Running): Promise<Import>
  /** @throws ImportError `missing`, `under-way` or `too-late` */
  undo(id: number, running: Running): Promise<Import>
  list(): Import[]
  kept(id: number): KeptRow[]
  close(): Promise<void>
}

const yearMs = 366 * 24 * 3_600_000

/** Brings files in: one at a time, in jobs of a few milliseconds, so that no delivery waits for it. */
export function createImports({ store, writer, settings, now, onFailure }: ImportParts): Imports {
  const drafts = createDrafts()
  const closing = new AbortController()
  let underWay: Promise<unknown> | null = null

  // What the desk was at when it ended last time.
  const settled = writer
    .submit((db, notes) => {
      const atMs = now()
      for (const id of stopCutOffImports(db, atMs)) {
        removeMadeHosts(db, id, { atMs, why: 'cut-off' })
        removeImport(db, id)
      }
      notes.topic('imports')
    })
    .catch(onFailure)

  function draftOf(id: string) {
    const draft = drafts.find(id)
    if (draft === null) throw new ImportError('gone')
    return draft
  }

  function parsedOf(id: string): Parsed {
    const { parsed } = draftOf(id)
    if (parsed === null) throw new ImportError('gone')
    return parsed
  }

  function known(id: number): Import {
    const found = findImport(store.read, id, now())
    if (found === null) throw new ImportError('missing')
    return found
  }

  /** One at a time: two that write the same people would each take the other's for somebody's doing. */
  async function alone(running: Running, work: (running: Running) => Promise<number>): Promise<Import> {
    if (underWay !== null) throw new ImportError('under-way')
    const doing = settled.then(() => work({ ...running, signal: AbortSignal.any([running.signal, closing.signal]) }))
    underWay = doing.catch(() => undefined)
    try {
      return known(await doing)
    } finally {
      underWay = null
    }
  }

  const parts = { store, writer, settings, now }
  return {
    open: drafts.open,
    discard: drafts.discard,
    add(draftId, chunk) {
      const draft = draftOf(draftId)
      if (draft.receivedBytes + chunk.length > draft.expectedBytes) throw new ImportError('too-large')
      draft.chunks.push(chunk)
      draft.receivedBytes += chunk.length
      draft.parsed = null
    },
    async read(draftId, how) {
      const draft = draftOf(draftId)
      const nowMs = now()
      draft.parsed = await readFile({ bytes: Buffer.concat(draft.chunks), ...how, span: { fromMs: nowMs - yearMs, toMs: nowMs + yearMs } })
      return describeFile(draft.parsed, draftId, draft.fileName)
    },
    async preview(draftId, plan) {
      return previewOf({ db: store.read, parsed: parsedOf(draftId), plan, typeRules: settings().typeRules })
    },
    start: (draftId, plan, running) =>
      alone(running, async (doing) => {
        const { fileName } = draftOf(draftId)
        const id = await noteRows(parts, { fileName, parsed: parsedOf(draftId), plan }, doing)
        drafts.discard(draftId)
        await writeRows(parts, id, doing)
        return id
      }),
    resume: (id, running) =>
      alone(running, async (doing) => {
        const { state, undoUntilMs } = known(id)
        if (state !== 'stopped' || undoUntilMs === null) throw new ImportError('missing')
        await writeRows(parts, id, doing)
        return id
      }),
    undo: (id, running) =>
      alone(running, async (doing) => {
        if (known(id).undoUntilMs === null) throw new ImportError('too-late')
        await undoImport(parts, id, doing)
        return id
      }),
    list: () => listImports(store.read, now()),
    kept: (id) => listKeptRows(store.read, id),
    async close() {
      closing.abort()
      await settled
      await underWay
      drafts.close()
    },
  }
}
