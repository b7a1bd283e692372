import { writeFile, rm } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Delivery, DeliveryRow } from '../../shared/delivery.ts'
import { refusalOf, ShellError } from '../desk/shell.ts'
import { appointmentsCsv, deliveriesCsv } from '../exports/csv.ts'
import { boardCsv, changesCsv, clientsCsv, teamCsv } from '../exports/csv-people.ts'
import { harOf } from '../exports/har.ts'
import { jsonOf } from '../exports/json.ts'
import { appointmentCards, deliveryRows, wholeAppointments, wholeDeliveries } from '../exports/rows.ts'
import { boardRows, changeRows, clientRows, memberRows } from '../exports/rows-people.ts'
import { exportKey, knownExportKey, signedOf } from '../exports/signed.ts'
import { verifySigned } from '../exports/verify-signed.ts'
import { disclosureOf } from '../feeds/event-of.ts'
import { chainHead } from '../store/chain.ts'
import { findRevisedAppointment } from '../store/feed-appointments.ts'
import { exportFile, exportList, headOf, noteExport } from './export-file.ts'
import { openOs } from './implementer.ts'

export const fileExports = {
  deliveries: openOs.exports.deliveries.handler(({ context, input: { filter, format }, errors }) => {
    const { store, settings, vault, listening, now, version } = context
    const list = 'log'
    if (format === 'csv') {
      const write = (rows: AsyncIterable<DeliveryRow>) => deliveriesCsv(rows, settings.settings().timeZone)
      return exportFile(context, errors, { list, format, ending: 'csv', rows: deliveryRows(store.read, filter), write })
    }
    const writers = {
      json: (rows: AsyncIterable<Delivery>) => jsonOf(headOf(context), 'deliveries', rows),
      har: (rows: AsyncIterable<Delivery>) => harOf(rows, listening.localUrl() ?? 'http://127.0.0.1', version),
      signed: async (rows: AsyncIterable<Delivery>) =>
        signedOf(rows, { key: await exportKey(vault), chain: chainHead(store.read), nowMs: now() }),
    }
    const ending = format === 'signed' ? 'jsonl' : format
    return exportFile(context, errors, { list, format, ending, rows: wholeDeliveries(store.read, filter), write: writers[format] })
  }),

  appointments: openOs.exports.appointments.handler(({ context, input: { filter, format }, errors }) => {
    const { read } = context.store
    const list = 'appointments'
    if (format === 'csv') return exportList(context, errors, { list, format, rows: appointmentCards(read, filter), csv: appointmentsCsv })
    const write = (items: AsyncIterable<unknown>) => jsonOf(headOf(context), list, items)
    return exportFile(context, errors, { list, format, ending: 'json', rows: wholeAppointments(read, filter), write })
  }),

  clients: openOs.exports.clients.handler(({ context, input: { filter, order, format }, errors }) => {
    const rows = clientRows(context.store.read, filter, order, context.now())
    return exportList(context, errors, { list: 'clients', format, rows, csv: clientsCsv })
  }),

  team: openOs.exports.team.handler(({ context, input: { format }, errors }) =>
    exportList(context, errors, { list: 'team', format, rows: memberRows(context.store.read), csv: teamCsv }),
  ),

  pipeline: openOs.exports.pipeline.handler(({ context, input: { search, format }, errors }) => {
    const rows = boardRows(context.store.read, search, context.now())
    return exportList(context, errors, { list: 'pipeline', format, rows, csv: boardCsv })
  }),

  changes: openOs.exports.changes.handler(({ context, input: { search, about, format }, errors }) =>
    exportList(context, errors, { list: 'changes', format, rows: changeRows(context.store.read, { search, about }), csv: changesCsv }),
  ),

  appointment: openOs.exports.appointment.handler(async ({ context, input: { id }, errors }) => {
    const { store, feedWriter, shell } = context
    const appointment = findRevisedAppointment(store.read, id, disclosureOf('names'))
    if (appointment === null) throw errors.NOT_FOUND({ message: 'This appointment is not there any more, or was made up by a test.' })
    const text = feedWriter.writeOne(appointment)
    if (text === null) throw errors.NO_START({ message: 'Nobody knows when this appointment begins, so no calendar can take it.' })
    const name = `Deskbell appointment ${id}`
    try {
      const path = await shell.reserveFile({ name, ending: 'ics' })
      try {
        await writeFile(path, text, { mode: 0o600 })
      } catch (error) {
        await rm(path, { force: true })
        throw new ShellError(refusalOf(error), { cause: error })
      }
      await noteExport(context, { list: 'appointment', format: 'ics', count: 1, path })
      return { path, fileName: basename(path) }
    } catch (error) {
      throw error instanceof ShellError ? errors.FAILED({ data: { reason: error.reason } }) : error
    }
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
