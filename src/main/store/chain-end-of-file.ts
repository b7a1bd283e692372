import Database from 'better-sqlite3'
import { chainHead } from './chain.ts'

/** Where the chain of another file ends, one that lies beside ours and is open nowhere. Hash in hexadecimal digits. */
export function endOf(path: string): { readonly seq: number; readonly hash: string } {
  const database = new Database(path, { readonly: true, fileMustExist: true })
  try {
    const hasChain = database.prepare(`SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'chain'`).get() !== undefined
    // A file of an earlier version begins its chain when it is brought up to date.
    if (!hasChain) return { seq: 0, hash: '' }
    const { seq, hash } = chainHead({ database, access: 'read' })
    return { seq, hash: hash.toString('hex') }
  } finally {
    database.close()
  }
}
