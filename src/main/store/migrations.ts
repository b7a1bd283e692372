import { createHash } from 'node:crypto'

/** One step of the schema. Once it has been released it is never edited. */
export interface Migration {
  readonly version: number
  readonly name: string
  readonly sql: string
  readonly sha256: string
}

const files = import.meta.glob<string>('./migrations/*.sql', { query: '?raw', import: 'default', eager: true })

/** In order, without gaps. */
export const migrations: readonly Migration[] = readMigrations(files)

export const latestVersion = migrations.length

function readMigrations(texts: Record<string, string>): Migration[] {
  return Object.entries(texts)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([file, text], index) => {
      const name = file.replace('./migrations/', '').replace('.sql', '')
      if (Number(name.slice(0, 4)) !== index + 1) throw new Error(`migration ${name} is not number ${index + 1}`)
      // Git may check the file out with other line ends, which change nothing in it.
      const sql = text.replaceAll('\r\n', '\n')
      return { version: index + 1, name, sql, sha256: createHash('sha256').update(sql).digest('hex') }
    })
}
