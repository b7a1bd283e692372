import { vi } from 'vitest'

/** Looks until it holds. Patient: a test that passes is no slower for it, and a machine that does much else at once takes its time. */
export const eventually = <T>(what: () => T | Promise<T>): Promise<T> => vi.waitFor(what, { timeout: 30_000 })
