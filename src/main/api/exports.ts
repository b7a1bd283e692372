import type { ExportProgress } from '../../shared/contract/exports.ts'
import type { ShellRefusal } from '../../shared/contract/shell.ts'
import { refusalOf, ShellError } from '../desk/shell.ts'
import type { FileOrder, Shell } from '../desk/shell.ts'
import { appointmentsCsv, deliveriesCsv } from '../exports/csv.ts'
import { harOf } from '../exports/har.ts'
import { jsonOf } from '../exports/json.ts'
import { appointmentCards, deliveryRows, wholeAppointments, wholeDeliveries } from '../exports/rows.ts'
import { exportKey, knownExportKey, signedOf } from '../exports/signed.ts'
import { verifySigned } from '../exports/verify-signed.ts'
import { counted, writeExport } from '../exports/write-file.ts'
import { chainHead } from '../store/chain.ts'
import { VaultClosedError } from '../vault/vault.ts'
import type { DeskParts } from './context.ts'
import { openOs } from './implementer.ts'

interface Failing {
  readonly FAILED: (options: { data: { reason: ShellRefusal } }) => Error
  readonly VAULT: (options: { message: string }) => Error
}

/** The day on the office's clock, for the file's name. */
function dayOf({ now, settings }: DeskParts): string {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: settings.settings().timeZone }).format(now())
}

async function* written<Row>(
  { shell, errors }: { readonly shell: Shell; readonly errors: Failing },
  order: FileOrder,
  rows: AsyncIterable<Row>,
  format: (rows: AsyncIterable<Row>) => AsyncIterable<string> | Promise<AsyncIterable<string>>,
): AsyncGenerator<ExportProgress> {
  const { items, count } = counted(rows)
  try {
    yield* writeExport(shell, order, await format(items), count)
  } catch (error) {
    if (error instanceof ShellError) throw errors.FAILED({ data: { reason: error.reason } })
    if (error instanceof VaultClosedError) throw errors.VAULT({ message: error.message })
    throw error
  }
}

export const fileExports = {
  deliveries: openOs.exports.deliveries.handler(({ context, input: { filter, format }, errors }) => {
    const { store, settings, vault, listening, now, shell, version } = context
    const to = { shell, errors }
    const name = `Deskbell log ${dayOf(context)}`
    if (format === 'csv')
      return written(to, { name, ending: 'csv' }, deliveryRows(store.read, filter), (rows) =>
        deliveriesCsv(rows, settings.settings().timeZone),
      )
    const whole = wholeDeliveries(store.read, filter)
    if (format === 'json') return written(to, { name, ending: 'json' }, whole, (rows) => jsonOf(headOf(context), 'deliveries', rows))
    const baseUrl = listening.localUrl() ?? 'http://127.0.0.1'
    if (format === 'har') return written(to, { name, ending: 'har' }, whole, (rows) => harOf(rows, baseUrl, version))
    return written(to, { name: `${name} signed`, ending: 'jsonl' }, whole, async (rows) =>
      signedOf(rows, { key: await exportKey(vault), chain: chainHead(store.read), nowMs: now() }),
    )
  }),

  appointments: openOs.exports.appointments.handler(({ context, input: { filter, format }, errors }) => {
    const { store, settings, shell } = context
    const to = { shell, errors }
    const name = `Deskbell appointments ${dayOf(context)}`
    if (format === 'csv')
      return written(to, { name, ending: 'csv' }, appointmentCards(store.read, filter), (rows) =>
        appointmentsCsv(rows, settings.settings().timeZone),
      )
    return written(to, { name, ending: 'json' }, wholeAppointments(store.read, filter), (rows) =>
      jsonOf(headOf(context), 'appointments', rows),
    )
  }),

  verify: openOs.exports.verify.handler(async ({ context: { shell, vault, windowId }, errors }) => {
    const path = await shell.chooseFile({ windowId, endings: ['jsonl'] })
    if (path === null) return null
    try {
      return await verifySigned(path, knownExportKey(vault))
    } catch (error) {
      throw errors.FAILED({ data: { reason: refusalOf(error) } })
    }
  }),
}

function headOf({ now, settings, version }: DeskParts & { readonly version: string }): Readonly<Record<string, unknown>> {
  return { format: 'deskbell', version, exportedAt: new Date(now()).toISOString(), timeZone: settings.settings().timeZone }
}
