import { setImmediate } from 'node:timers/promises'
import type { Host } from '../../shared/appointment.ts'
import type { ClientCursor, ClientFilter, ClientOrder, ClientRow } from '../../shared/contract/clients.ts'
import type { SettingChange } from '../../shared/contract/trust.ts'
import { clientStages } from '../../shared/words.ts'
import { listHosts } from '../store/appointment-lists.ts'
import { listClients } from '../store/clients-list.ts'
import type { ReadDb } from '../store/db.ts'
import { listBoard } from '../store/pipeline-board.ts'
import { listSettingChanges } from '../store/setting-changes-list.ts'
import type { BoardRow } from './csv-people.ts'

const pageSize = 100

/** As the list has them. Between two pages deliveries are received. */
export async function* clientRows(db: ReadDb, filter: ClientFilter, order: ClientOrder, nowMs: number): AsyncGenerator<ClientRow> {
  let cursor: ClientCursor | null = null
  do {
    const page = listClients(db, { filter, order, cursor, limit: pageSize }, nowMs)
    yield* page.rows
    cursor = page.nextCursor
    await setImmediate()
  } while (cursor !== null)
}

/** In the office's order. No team is so long that it would have to be read in pages. */
export async function* memberRows(db: ReadDb): AsyncGenerator<Host> {
  yield* listHosts(db)
}

/** What a column of the board can show; who stands behind is in the list of clients. */
const mostOfStage = 2000

/** Column by column, newest in the stage first, as far as the board goes. */
export async function* boardRows(db: ReadDb, search: string, nowMs: number): AsyncGenerator<BoardRow> {
  for (const stage of clientStages) {
    const none = { lead: 0, booked: 0, attended: 0, completed: 0, lost: 0 }
    const column = listBoard(db, { search, limits: { ...none, [stage]: mostOfStage }, nowMs }).find((each) => each.stage === stage)
    for (const card of column?.cards ?? []) yield { stage, ...card }
    await setImmediate()
  }
}

/** Newest first. */
export async function* changeRows(
  db: ReadDb,
  asked: { readonly search: string; readonly about: string | null },
): AsyncGenerator<SettingChange> {
  let cursor: number | null = null
  do {
    const page = listSettingChanges(db, { ...asked, cursor, limit: pageSize })
    yield* page.rows
    cursor = page.nextCursor
    await setImmediate()
  } while (cursor !== null)
}
