import { useSyncExternalStore } from 'react'

/** A small piece of the window's state that outlives a page and, through localStorage, the window itself. */
export interface Memory<T extends object> {
  get(): T
  /** Merges; members that are not given stay. */
  set(patch: Partial<T>): void
  /** The present value, re-rendering when it changes. */
  use(): T
  subscribe(listener: () => void): () => void
}

const prefix = 'deskbell.'

/**
 * Creates a memory under a name that must be unique in the window. What was remembered wins over `initial` member by member, so that
 * a member added later starts with its initial value; members that `initial` does not have are dropped.
 */
export function createMemory<T extends object>(name: string, initial: T): Memory<T> {
  let value = { ...initial, ...recall(name, initial) }
  const listeners = new Set<() => void>()

  const get = (): T => value
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  const set = (patch: Partial<T>): void => {
    const changed = Object.entries(patch).some(([member, next]) => !Object.is(value[member as keyof T], next))
    if (!changed) return
    value = { ...value, ...patch }
    keep(name, value)
    for (const listener of listeners) listener()
  }

  return { get, set, subscribe, use: () => useSyncExternalStore(subscribe, get) }
}

function recall<T extends object>(name: string, initial: T): Partial<T> {
  const text = localStorage.getItem(prefix + name)
  if (!text) return {}
  try {
    const kept = JSON.parse(text) as Record<string, unknown>
    return Object.fromEntries(Object.entries(kept).filter(([member]) => member in initial)) as Partial<T>
  } catch {
    return {} // Written by something else, or cut off: where a page stood is not worth an error.
  }
}

function keep(name: string, value: object): void {
  try {
    localStorage.setItem(prefix + name, JSON.stringify(value))
  } catch {
    // A full or forbidden storage costs the memory of where a page stood, and nothing else.
  }
}
