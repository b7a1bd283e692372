import { rm } from 'node:fs/promises'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import { ShellError, type Shell } from '../desk/shell.ts'
import { jsonOf } from '../exports/json.ts'
import { counted, writeExport } from '../exports/write-file.ts'
import { insertSettingChange } from '../store/setting-changes.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'

export interface Failing {
  readonly FAILED: (options: { data: { reason: ShellRefusal } }) => Error
  readonly VAULT: (options: { message: string }) => Error
}

/** What is exported: a list's name, and what is written of it. */
export interface ExportOrder<Row> {
  /** Such as `clients`: names the file, and what is kept of it. */
  readonly list: string
  readonly format: string
  /** Of the file. */
  readonly ending: string
  readonly rows: AsyncIterable<Row>
  readonly write: (rows: AsyncIterable<Row>) => AsyncIterable<string> | Promise<AsyncIterable<string>>
}

export type ExportContext = DeskParts & { readonly shell: Shell; readonly version: string }

/**
 * Writes a list into a new file of the folder of downloads, and keeps who did it, when, and how much it was: what has left cannot be called
 * back, and somebody may ask. Nothing of what is in it is kept, nor by what it was filtered, which may be a name.
 */
export async function* exportFile<Row>(
  context: ExportContext,
  errors: Failing,
  { list, format, ending, rows, write }: ExportOrder<Row>,
): AsyncGenerator<ExportProgress> {
  const { items, count } = counted(rows)
  const name = `Deskbell ${list} ${dayOf(context)}${format === 'signed' ? ' signed' : ''}`
  try {
    for await (const progress of writeExport(context.shell, { name, ending }, await write(items), count)) {
      if (progress.kind === 'done') await noteExport(context, { list, format, count: progress.count, path: progress.path })
      yield progress
    }
  } catch (error) {
    if (error instanceof ShellError) throw errors.FAILED({ data: { reason: error.reason } })
    if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
    throw error
  }
}

/** Without its note there is no file. */
export async function noteExport(
  { writer, now, actor }: Pick<DeskParts, 'writer' | 'now' | 'actor'>,
  { list, format, count, path }: { readonly list: string; readonly format: string; readonly count: number; readonly path: string },
): Promise<void> {
  try {
    await writer.submit((db, notes) => {
      notes.topic('settings')
      insertSettingChange(db, { atMs: now(), actor: actor(), name: `export ${list}`, before: null, after: { format, count } })
    })
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}

/** The same for a list that is exported as it is shown, to spreadsheets or as JSON. */
export function exportList<Row>(
  context: ExportContext,
  errors: Failing,
  order: Pick<ExportOrder<Row>, 'list' | 'rows'> & {
    readonly format: 'csv' | 'json'
    readonly csv: (rows: AsyncIterable<Row>, timeZone: string) => AsyncIterable<string>
  },
): AsyncGenerator<ExportProgress> {
  const { list, format, rows, csv } = order
  const { timeZone } = context.settings.settings()
  const write = (items: AsyncIterable<Row>) => (format === 'csv' ? csv(items, timeZone) : jsonOf(headOf(context), list, items))
  return exportFile(context, errors, { list, format, ending: format, rows, write })
}

/** What a file of JSON begins with. */
export function headOf({ now, settings, version }: Pick<ExportContext, 'now' | 'settings' | 'version'>): Readonly<Record<string, unknown>> {
  return { format: 'deskbell', version, exportedAt: new Date(now()).toISOString(), timeZone: settings.settings().timeZone }
}

/** The day on the office's clock, for the file's name. */
function dayOf({ now, settings }: DeskParts): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: settings.settings().timeZone }).format(now())
}
