import type { ImportFile, ImportPlan, ImportPreview, Import } from '../../../src/shared/contract/imports.ts'
import { importChunkBytes } from '../../../src/shared/import-words.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

export const noon = Date.UTC(2026, 10, 20, 12)

/** A desk in Berlin, at noon of 20 November 2026. */
export async function startOffice(options: Parameters<typeof startTestDesk>[0] = {}): Promise<TestDesk> {
  const office = await startTestDesk({ now: () => noon, ...options })
  await office.desk.settings.update({ timeZone: 'Europe/Berlin', staffName: 'mara' })
  return office
}

/** Sends a file as the window does. */
export async function send({ desk }: TestDesk, fileName: string, content: string | Buffer): Promise<string> {
  const bytes = Buffer.from(content)
  const { draftId } = await desk.imports.open({ fileName, bytes: bytes.length })
  for (let at = 0; at < bytes.length; at += importChunkBytes)
    await desk.imports.add({ draftId, base64: bytes.subarray(at, at + importChunkBytes).toString('base64') })
  return draftId
}

export async function choose(office: TestDesk, fileName: string, content: string | Buffer): Promise<ImportFile> {
  return office.desk.imports.read({ draftId: await send(office, fileName, content), encoding: null, separator: null })
}

/** As the window proposes it. */
export function planOf({ guess, table }: ImportFile, given: Partial<ImportPlan> = {}): ImportPlan {
  const kind = given.kind ?? guess.kind
  return {
    kind,
    hasHeader: table?.hasHeader ?? false,
    columns: guess.columns[kind] ?? [],
    dateOrder: null,
    timeZone: 'Europe/Berlin',
    minutes: 30,
    type: null,
    hosts: {},
    hostId: null,
    sameNames: 'new',
    allDay: 'skip',
    client: 'attendee',
    ...given,
  }
}

export async function preview(office: TestDesk, content: string | Buffer, given: Partial<ImportPlan> = {}): Promise<ImportPreview> {
  const file = await choose(office, 'file.csv', content)
  return office.desk.imports.preview({ draftId: file.draftId, plan: planOf(file, given) })
}

/** Chooses, looks at and writes a file. */
export async function bringIn(office: TestDesk, content: string | Buffer, given: Partial<ImportPlan> = {}): Promise<Import> {
  const file = await choose(office, 'file.csv', content)
  return finish(await office.desk.imports.start({ draftId: file.draftId, plan: planOf(file, given) }))
}

export async function takeBack({ desk }: TestDesk, id: number): Promise<Import> {
  return finish(await desk.imports.undo({ id }))
}

export async function finish(progress: AsyncIterable<{ kind: 'progress' } | { kind: 'done'; result: Import }>): Promise<Import> {
  let result: Import | null = null
  for await (const told of progress) if (told.kind === 'done') result = told.result
  if (result === null) throw new Error('the import told no result')
  return result
}

/** What windows show, of whatever an import could touch. */
export async function shown({ desk }: TestDesk): Promise<unknown> {
  const year = { startMs: Date.UTC(2025, 0, 1), endMs: Date.UTC(2028, 0, 1) }
  const filter = { ...year, sources: null, types: null, statuses: null, hostIds: null, search: null }
  const limits = { lead: 100, booked: 100, attended: 100, completed: 100, lost: 100 }
  const people = await listClients({ desk })
  return {
    appointments: await desk.appointments.list(filter),
    hosts: await desk.hosts.list(),
    clients: await Promise.all(people.map(({ id }) => desk.clients.get({ id }))),
    board: await desk.pipeline.board({ search: '', limits }),
    overview: await desk.overview.get({ span: { kind: 'week' }, firstDayOfWeek: 1 }),
    notices: await desk.notices.list(),
  }
}

export async function listClients({ desk }: Pick<TestDesk, 'desk'>) {
  const filter = { search: '', stages: null, sources: null }
  return (await desk.clients.list({ filter, order: 'name', cursor: null, limit: 500 })).rows
}

export async function listAppointments({ desk }: Pick<TestDesk, 'desk'>) {
  const year = { startMs: Date.UTC(2025, 0, 1), endMs: Date.UTC(2028, 0, 1) }
  return desk.appointments.list({ ...year, sources: null, types: null, statuses: null, hostIds: null, search: null })
}
