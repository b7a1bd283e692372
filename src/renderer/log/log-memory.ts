import { createMemory } from '../app/memory.ts'
import { openLog } from '../app/navigation.ts'
import { anything, readFilter } from './log-filter.ts'
import type { LogFilter } from './log-filter.ts'

/** Where the log stands; its chosen row is in `navigation`, because other pages open it. */
export const logMemory = createMemory<{ filter: LogFilter; scrollOffset: number }>('log', { filter: anything, scrollOffset: 0 })
// An older window may have remembered less.
logMemory.set({ filter: readFilter({ ...logMemory.get().filter }) })

/** Changes what is filtered by, and goes back to the newest row. */
export function filterLog(patch: Partial<LogFilter>): void {
  logMemory.set({ filter: { ...logMemory.get().filter, ...patch }, scrollOffset: 0 })
}

/** Shows the log with this filter and nothing else. */
export function showInLog(filter: Partial<LogFilter>): void {
  logMemory.set({ filter: { ...anything, ...filter }, scrollOffset: 0 })
  openLog()
}
