import type { Import, ImportFile, ImportPlan } from '../../shared/contract/imports.ts'
import type { ImportKind } from '../../shared/import-words.ts'

/** Where somebody is on the way from a file to its appointments. */
export type Stage =
  | { readonly step: 'choose' }
  | { readonly step: 'columns'; readonly file: ImportFile; readonly plan: ImportPlan }
  | { readonly step: 'check'; readonly file: ImportFile; readonly plan: ImportPlan }
  | { readonly step: 'done'; readonly result: Import }

/** What the desk proposes for a file, in the office's zone. */
export function proposedPlan({ guess, table }: ImportFile, timeZone: string): ImportPlan {
  return {
    kind: guess.kind,
    hasHeader: table?.hasHeader ?? false,
    columns: [...(guess.columns[guess.kind] ?? [])],
    dateOrder: null,
    timeZone,
    minutes: 30,
    type: null,
    hosts: {},
    hostId: null,
    sameNames: 'new',
    allDay: 'skip',
    client: 'attendee',
  }
}

/** Whether the columns tell enough to go on; else what is missing. */
export function missingOf({ kind, columns }: ImportPlan): 'noStart' | 'noName' | null {
  const has = (...fields: readonly NonNullable<ImportPlan['columns'][number]>[]): boolean => fields.some((field) => columns.includes(field))
  if (kind === 'clients') return has('name', 'firstName', 'lastName', 'email') ? null : 'noName'
  return has('start', 'date') ? null : 'noStart'
}

export function withKind(file: ImportFile, plan: ImportPlan, kind: ImportKind): ImportPlan {
  return { ...plan, kind, columns: [...(file.guess.columns[kind] ?? [])] }
}
