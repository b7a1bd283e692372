import { saveHost } from '../../../src/main/store/hosts.ts'
import type { Writer } from '../../../src/main/store/writer.ts'
import { NOON } from '../../support/temporary.ts'

/** A member of the team. @returns their id */
export async function insertTestHost(writer: Writer, name: string): Promise<number> {
  const saved = await writer.submit((db) =>
    saveHost(db, { source: 'manual', email: `${name.toLowerCase()}@northwind.example`, name, role: null, origin: 'real', saidAtMs: NOON }),
  )
  return saved!.id
}
