import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import { may } from '../browser/may.ts'

/** Something a person can do: it is in the palette, in the list of shortcuts, and on its keys, while the component that offers it is shown. */
export interface Command {
  /** Unique among the commands that can be shown together. */
  readonly id: string
  readonly label: string
  /** The heading it stands under in the palette and in the help. */
  readonly group: string
  /** Any of these does it. `g c` is one key after the other, `mod+k` is Ctrl or ⌘, `alt+ArrowUp` Alt or ⌥ and `shift+ArrowUp` (neither with letters); names as in `KeyboardEvent.key`. */
  readonly keys?: readonly string[]
  /** True: on its keys and in the help, but not in the palette: moving a row down, for example. */
  readonly keysOnly?: boolean
  /** What it asks of the desk; offered only to whoever may. */
  readonly asks?: ProcedurePath
  run(): void
}

let registered: readonly (readonly Command[])[] = []
const listeners = new Set<() => void>()

function replace(next: readonly (readonly Command[])[]): void {
  registered = next
  for (const listener of listeners) listener()
}

/** Offers commands while the calling component is shown. Keep the array stable (`useMemo`), or it is registered anew at each render. */
export function useCommands(commands: readonly Command[]): void {
  useEffect(() => {
    const allowed = commands.filter(isAllowed)
    replace([...registered, allowed])
    return () => replace(registered.filter((others) => others !== allowed))
  }, [commands])
}

/** The commands of a fixed list, without what they do. A function where it has words: they are looked up when it is shown. */
export type CommandList = readonly Omit<Command, 'run'>[] | (() => readonly Omit<Command, 'run'>[])

/** The same for a list whose doing changes with each render: `run` is told which one it is, and is always the latest. */
export function useCommandList(list: CommandList, run: (id: string) => void): void {
  const runLatest = useEffectEvent(run)
  useEffect(() => {
    const commands = (typeof list === 'function' ? list() : list)
      .filter(isAllowed)
      .map((command) => ({ ...command, run: () => runLatest(command.id) }))
    replace([...registered, commands])
    return () => replace(registered.filter((others) => others !== commands))
  }, [list])
}

function isAllowed({ asks }: Pick<Command, 'asks'>): boolean {
  return asks === undefined || may(asks)
}

/** All commands on offer, in the order in which they were registered. */
export function useRegisteredCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => registered).flat()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** A second key counts only this long after the first, so that a stray `g` does not swallow a key minutes later. */
const sequenceMs = 1200

/** Runs commands by their keys. Returns its undoing. */
export function listenForKeys(target: Window): () => void {
  let typed: { keys: string; atMs: number } | null = null

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return
    const key = keyName(event)
    if (key === null || belongsToFocus(event, key)) return
    const sequence = typed && event.timeStamp - typed.atMs < sequenceMs ? `${typed.keys} ${key}` : key
    const command = findShifted(event, key) ?? find(sequence) ?? find(key)
    typed = command === null && isPrefix(sequence) ? { keys: sequence, atMs: event.timeStamp } : null
    if (command === null) return
    event.preventDefault()
    command.run()
  }

  target.addEventListener('keydown', onKeyDown)
  return () => target.removeEventListener('keydown', onKeyDown)
}

/** The last one registered wins: Escape closes what was opened last. */
function find(keys: string): Command | null {
  return registered.flat().findLast((command) => command.keys?.includes(keys)) ?? null
}

function isPrefix(keys: string): boolean {
  return registered.flat().some((command) => command.keys?.some((wanted) => wanted.startsWith(`${keys} `)))
}

function keyName(event: KeyboardEvent): string | null {
  if (['Shift', 'Control', 'Meta', 'Alt'].includes(event.key)) return null
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  const isModified = event.ctrlKey || event.metaKey
  // With letters Alt writes other characters, and together with Ctrl it is the AltGr of some keyboards.
  if (event.altKey) return isModified || key.length === 1 ? null : `alt+${key}`
  if (!isModified) return key
  return event.shiftKey && key.length === 1 ? `mod+shift+${key}` : `mod+${key}`
}

/** With Shift a letter is another letter; an arrow is the same one, and goes its way where Shift means nothing of its own. */
function findShifted(event: KeyboardEvent, key: string): Command | null {
  return event.shiftKey && key.length > 1 && !key.includes('+') ? find(`shift+${key}`) : null
}

const scrollingKeys = new Set(['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown', 'Home', 'End', ' '])

/** True when the focused element has its own use for the key. */
function belongsToFocus(event: KeyboardEvent, key: string): boolean {
  if (key.startsWith('mod+')) return false
  const element = event.target instanceof Element ? event.target : null
  if (!element) return false
  if (element.closest('[role="dialog"], [role="menu"], [role="listbox"], [aria-expanded="true"]')) return true
  // Nothing is typed into these: who has just chosen a view goes on with letters.
  if (element.closest('input[type="radio"], input[type="checkbox"]')) return key === ' ' || key.startsWith('Arrow')
  if (element.closest('input, textarea, select, [contenteditable="true"]')) return key !== 'Escape' || hasText(element)
  // A focused drawer scrolls; what lies beside it does not move under it.
  if (scrollingKeys.has(key) && element.closest('aside')) return true
  return (key === 'Enter' || key === ' ') && element.closest('button, a, summary') !== null
}

/** Escape empties a search first; the element that holds it does that. */
function hasText(element: Element): boolean {
  return element instanceof HTMLInputElement && element.type === 'search' && element.value !== ''
}
