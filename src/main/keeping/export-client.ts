import { setImmediate as turn } from 'node:timers/promises'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import type { Shell } from '../desk/shell.ts'
import { counted, writeExport } from '../exports/write-file.ts'
import { exportedParts, findExportedProfile, type ExportedPart } from '../store/client-export.ts'
import { insertDeskEntry } from '../store/desk-history.ts'
import { findForErasure, type ErasureParts } from './erase-client.ts'

/** Written into the file, so that whoever gets it knows what it is. */
interface ExportHead {
  readonly version: string
  readonly exportedAt: string
  readonly timeZone: string
}

/**
 * Writes everything about one client into one JSON file in the folder of downloads: what would be erased, as far as it is theirs for
 * certain. The client's history says that it was done, and the file's name has no name in it.
 *
 * @returns null: there is no such client. Throws ShellError.
 */
export async function exportClient(
  parts: Pick<ErasureParts, 'store' | 'writer' | 'now'> & { readonly actor: string },
  shell: Shell,
  clientId: number,
  head: ExportHead,
): Promise<{ readonly path: string; readonly fileName: string } | null> {
  const { store, writer, now, actor } = parts
  const found = await findForErasure(parts, clientId)
  const profile = findExportedProfile(store.read, clientId)
  if (found === null || profile === null) return null
  const { family } = found.erasable
  const { appointmentIds, deliveryIds } = found.concerned
  const { items, count } = counted(paced(exportedParts(store.read, appointmentIds, deliveryIds)))
  const order = { name: `Deskbell client ${family[0]} ${head.exportedAt.slice(0, 10)}`, ending: 'json' }
  let written: Extract<ExportProgress, { kind: 'done' }> | null = null
  for await (const progress of writeExport(shell, order, jsonOf({ format: 'deskbell client', ...head, client: profile }, items), count)) {
    if (progress.kind === 'done') written = progress
  }
  if (written === null) return null
  await writer.submit((db, notes) => {
    notes.topic('clients')
    const after = { appointments: appointmentIds.length, deliveries: deliveryIds.length }
    insertDeskEntry(db, { atMs: now(), actor, subject: 'client', subjectId: family[0]!, kind: 'exported', before: {}, after })
  })
  return { path: written.path, fileName: written.fileName }
}

/** One part is read at a time, and between two whoever waits has a turn. */
async function* paced(parts: Iterable<ExportedPart>): AsyncGenerator<ExportedPart> {
  for (const part of parts) {
    yield part
    await turn()
  }
}

/** One object with two lists, in parts, so that a long one is never in memory at once. */
async function* jsonOf(head: Record<string, unknown>, parts: AsyncIterable<ExportedPart>): AsyncGenerator<string> {
  yield JSON.stringify(head, null, 2).replace(/\n\}$/u, '')
  let open: ExportedPart['list'] | null = null
  const lists: ExportedPart['list'][] = ['appointments', 'deliveries']
  for await (const { list, item } of parts) {
    if (open !== list) {
      while (lists.length > 0) {
        const next = lists.shift()!
        yield `${open === null ? '' : '\n  ]'},\n  "${next}": [\n`
        open = next
        if (next === list) break
      }
    } else yield ',\n'
    yield JSON.stringify(item)
  }
  for (const rest of lists) {
    yield `${open === null ? '' : '\n  ]'},\n  "${rest}": [`
    open = rest
  }
  yield '\n  ]\n}\n'
}
