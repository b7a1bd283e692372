import { join } from 'node:path'
import { openStore, type Store } from '../../../src/main/store/open.ts'
import type { Figure } from './figures.ts'
import { measureFind } from './find.ts'
import { measureLog, measureMonth, measureSearch } from './lists.ts'
import { deliveriesEach, fillOffice } from './office-store.ts'
import { measureStart, settle } from './start.ts'

export interface OfficeParts {
  readonly dataFolder: () => string
  readonly provisionFile: string
  readonly appointments: number
  /** Of what takes milliseconds, and of what takes seconds. */
  readonly rounds: { readonly short: number; readonly long: number }
}

/** The groups that read a store of years. They share one, which is made when the first of them is measured: that takes minutes. */
export function officeGroups({ dataFolder, provisionFile, appointments, rounds }: OfficeParts) {
  const deliveries = appointments * deliveriesEach
  let folder: string | null = null

  function made(): string {
    if (folder !== null) return folder
    folder = dataFolder()
    const store = openStore({ path: join(folder, 'deskbell.db'), nowMs: Date.now() })
    fillOffice(store, appointments)
    store.close()
    return folder
  }

  async function inOffice<Result>(deed: (store: Store) => Result): Promise<Result> {
    const store = openStore({ path: join(made(), 'deskbell.db'), nowMs: Date.now() })
    try {
      return deed(store)
    } finally {
      store.close()
    }
  }

  return {
    find: () => inOffice((store) => measureFind(store, appointments, rounds.short)),
    month: () => inOffice((store) => measureMonth(store, appointments, rounds.short)),
    log: () => inOffice((store) => measureLog(store, deliveries, rounds.short)),
    search: () => inOffice((store) => measureSearch(store, deliveries, rounds.long)),
    /** Last, because it changes the store. */
    async start() {
      await inOffice(settle)
      return measureStart({ full: made(), empty: dataFolder(), provisionFile }, deliveries, rounds.long)
    },
  } satisfies Record<string, () => Promise<Figure | readonly Figure[]>>
}
