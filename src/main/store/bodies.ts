import type { ReadDb } from './db.ts'

/** As it lies in delivery_contents. */
export interface StoredBody {
  readonly body: Buffer | null
  /** 0: as it came; else the number of the dictionary with which it was compressed. */
  readonly bodyCoding: number
}

/** The bytes as they came; null: not kept. Every reader of a body goes through here. */
export function bodyBytes(_db: ReadDb, { body, bodyCoding }: StoredBody): Buffer | null {
  if (bodyCoding !== 0) throw new Error(`a body in coding ${bodyCoding}`)
  return body
}
