import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { DeliveryFilter } from '../../../src/shared/delivery.ts'
import { providers } from '../../../src/main/providers/index.ts'
import { PayloadError, type Provider } from '../../../src/main/providers/provider.ts'
import type { Store } from '../../../src/main/store/open.ts'
import { temporaryFolder, temporaryStore } from '../../support/temporary.ts'
import { buildTestReceiver, send, signed, type Signing } from '../../support/test-receiver.ts'
import { startTestDesk, type TestDesk } from '../desk/test-desk.ts'

interface Booking {
  readonly event: string
  readonly payload: Record<string, unknown> & { readonly uri: string }
}
export const booking = JSON.parse(
  readFileSync(new URL('../../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8'),
) as Booking

/** Another person's booking. */
export const bookingOf = (person: number): Booking => ({
  ...booking,
  payload: { ...booking.payload, uri: `${booking.payload.uri}-${person}`, email: `person${person}@example.com`, name: `Person ${person}` },
})

export const everything: DeliveryFilter = { providers: null, verdicts: null, httpStatus: null, fromMs: null, toMs: null, search: null }

/** The secret that the office has set; `SECRET` of the test receiver is another one. */
export const officeSecret = 'the-secret-of-this-office-1'

/** Calendly as an older version knew it: it has no word for the field that is in each booking, or falls over it. */
const gap: Provider = {
  ...providers.calendly,
  read() {
    throw new PayloadError([{ loc: ['payload', 'uri'], msg: 'unexpected value', type: 'value_error' }], 'invitee.created')
  },
}
const defect: Provider = {
  ...providers.calendly,
  read() {
    throw new TypeError('a defect of this version')
  },
}

/** An older version took these bodies, and could not read them, or failed on them. */
async function fill(store: Store, calendly: Provider, bodies: readonly unknown[]): Promise<void> {
  const older = await buildTestReceiver({ store, now: Date.now, providers: { ...providers, calendly } })
  for (const body of bodies) await send(older.port, signed('calendly', body, { nowMs: Date.now() }))
  await older.app.close()
  await older.writer.close()
}

export const fillWithGaps = (store: Store, bodies: readonly unknown[]): Promise<void> => fill(store, gap, bodies)

/** A desk whose older version had that trouble with these bodies. */
export async function deskAfter(trouble: 'gap' | 'defect', bodies: readonly unknown[]): Promise<TestDesk> {
  const dataDir = temporaryFolder()
  const store = temporaryStore(join(dataDir, 'deskbell.db'))
  await fill(store, trouble === 'gap' ? gap : defect, bodies)
  store.close()
  return startTestDesk({ dataDir })
}

/** A desk with a secret for Calendly. */
export async function openDesk(): Promise<TestDesk> {
  const office = await startTestDesk()
  await office.desk.providers.setSecret({ provider: 'calendly', secret: officeSecret, overlapHours: 0 })
  return office
}

export async function post(office: TestDesk, body: unknown, signing: Signing = {}): Promise<number> {
  const { status } = await send(
    Number(new URL(office.url).port),
    signed('calendly', body, { secret: officeSecret, nowMs: Date.now(), ...signing }),
  )
  return status
}

/** Everything that the file has of one delivery, as it lies there. */
export function rowsOf({ dataDir }: TestDesk, id: number): unknown {
  const file = new Database(join(dataDir, 'deskbell.db'), { readonly: true })
  try {
    const { delivery_key: _key, ...row } = file.prepare('SELECT * FROM deliveries WHERE id = ?').get(id) as Record<string, unknown>
    return [row, file.prepare('SELECT * FROM delivery_contents WHERE delivery_id = ?').get(id)]
  } finally {
    file.close()
  }
}

export async function appointmentsOf({ desk }: TestDesk) {
  const span = { startMs: 0, endMs: Date.UTC(2100, 0, 1) }
  return desk.appointments.list({ ...span, sources: null, types: null, statuses: null, hostIds: null, search: null })
}

export const verdictsOf = async ({ desk }: TestDesk) =>
  (await desk.deliveries.list({ filter: everything, cursor: null, limit: 500 })).rows.map(({ verdict }) => verdict).toReversed()
