import Database from 'better-sqlite3'
import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { schemes } from '../../../src/main/signatures/index.ts'
import type { DeskClient } from '../../../src/renderer/desk/keep-connected.ts'
import { temporaryFolder } from '../../support/temporary.ts'
import { startTestDesk } from '../desk/test-desk.ts'
import type { TestDesk } from '../desk/test-desk.ts'

export const secret = 'calendly-signing-key-0123456789'
export const passphrase = 'correct horse battery staple'

const sample = readFileSync(new URL('../../fixtures/calendly/composed-invitee-created.json', import.meta.url), 'utf8')

/** One more booking, as Calendly posts it. @returns the status of the answer */
export async function postBooking(url: string): Promise<number> {
  const rawBody = Buffer.from(sample.replaceAll(/(scheduled_events|invitees)\/[\w-]+/g, `$1/${randomUUID()}`))
  const { status } = await fetch(`${url}/api/webhooks/calendly`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...schemes['calendly-v1'].sign({ rawBody, secret, nowMs: Date.now() }) },
    body: rawBody,
  })
  return status
}

export interface Office {
  readonly dataDir: string
  readonly path: string
  /** The desk that runs now. */
  running(): TestDesk
  /** Resolves when a desk that asked for it has been started anew. `between`: while none runs. */
  restarted(between?: () => void): Promise<TestDesk>
}

type DeskGiven = Parameters<typeof startTestDesk>[0]

/** A desk that is started anew when it asks for it, as the host does. */
export async function openOffice(given: DeskGiven = {}): Promise<Office> {
  const dataDir = given?.dataDir ?? temporaryFolder()
  let asked: () => void = () => undefined
  let next = new Promise<void>((resolve) => (asked = resolve))
  const start = (): Promise<TestDesk> => startTestDesk({ ...given, dataDir, restart: () => asked() })
  let running = await start()
  return {
    dataDir,
    path: join(dataDir, 'deskbell.db'),
    running: () => running,
    async restarted(between) {
      await next
      next = new Promise<void>((resolve) => (asked = resolve))
      await running.close()
      between?.()
      running = await start()
      return running
    },
  }
}

/** The last thing that is told. */
export async function outcome<Told extends { readonly kind: string }>(
  telling: Promise<AsyncIterable<Told>>,
): Promise<Extract<Told, { kind: 'done' }>['result' & keyof Extract<Told, { kind: 'done' }>]> {
  let last: Told | undefined
  for await (const told of await telling) last = told
  if (last?.kind !== 'done') throw new Error('it ended without a result')
  return (last as unknown as { result: never }).result
}

/** Every row of every table, as text; but those that tell of the backups themselves. */
export function everything(path: string): Record<string, string[]> {
  const database = new Database(path, { readonly: true })
  onTestFinished(() => void database.close())
  const tables = database
    .prepare<[], { name: string }>(
      "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'shadow') AND name NOT LIKE 'sqlite_%'",
    )
    .all()
  return Object.fromEntries(
    tables
      .filter(({ name }) => name !== 'backup_runs')
      .map(({ name }) => [
        name,
        database
          .prepare(`SELECT * FROM "${name}"`)
          .raw()
          .all()
          .map((row) => JSON.stringify(row))
          .toSorted(),
      ]),
  )
}

export async function backUp(desk: DeskClient): Promise<string> {
  return (await outcome(desk.backups.make())).name
}
