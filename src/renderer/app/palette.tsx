import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { useMemo, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { FocusBack } from '../ui/focus-back.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { useCommandList, useRegisteredCommands } from './commands.ts'
import type { Command } from './commands.ts'
import { Found, FoundFaces } from './palette-found.tsx'
import { useFound } from './use-found.ts'

const [store, spotlight] = createSpotlight()

export const openPalette = spotlight.open

const paletteCommands = () => [
  { id: 'palette', label: t('app.palette.label'), group: t('app.group.window'), keys: ['mod+k'], keysOnly: true },
]

/** Everything that can be done here, and everybody and everything that can be found, by typing: Ctrl K or ⌘ K. */
export function Palette() {
  const [query, setQuery] = useState('')
  const commands = useRegisteredCommands()
  useCommandList(paletteCommands, openPalette)
  const groups = useMemo(() => groupsOf(commands, query), [commands, query])
  const text = query.trim()
  const isAwaited = useRef(false)
  const found = useFound(text, (isFirstAnswer) => {
    selectFirst(isFirstAnswer)
    if (isAwaited.current) selected()?.click()
    isAwaited.current = false
  })
  // Whoever types and presses Enter in one go means what they typed, and not what the first letters of it have found.
  const awaitFound = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || !found.isLate || groups.length > 0 || store.getState().selected > 0) return
    selected()?.removeAttribute('data-selected')
    isAwaited.current = true
  }
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={(typed) => {
        isAwaited.current = false
        setQuery(typed)
      }}
      shortcut={null}
      scrollable
      maxHeight={460}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      // It takes the focus only once it has appeared: what is typed at once would be lost.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': t('app.palette.label') } }}
    >
      {/* Its field takes the focus before Spotlight has noted who had it. */}
      <FocusBack />
      <Spotlight.Search ref={focus} placeholder={t('app.palette.placeholder')} aria-label={t('app.palette.label')} onKeyDown={awaitFound} />
      <Spotlight.ActionsList>
        {groups.map(([group, members]) => (
          <Spotlight.ActionsGroup key={group} label={group}>
            {members.map((command) => (
              <Spotlight.Action
                key={command.id}
                label={command.label}
                rightSection={command.keys?.[0] ? <Keys keys={command.keys[0]} /> : null}
                onClick={command.run}
              />
            ))}
          </Spotlight.ActionsGroup>
        ))}
        {found.data && <Found found={found.data} text={text} />}
        <FoundFaces text={text} found={found} hasCommands={groups.length > 0} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

/** At once: its own focus trap waits a turn, and a letter that is typed meanwhile would be a key of the page. */
function focus(field: HTMLInputElement | null): void {
  field?.focus()
}

const listed = (): HTMLElement | null => document.getElementById(store.getState().listId)
const selected = (): HTMLElement | null => listed()?.querySelector<HTMLElement>('[data-selected]') ?? null

/**
 * Spotlight selects what is there at each letter; what is found a moment later would need an arrow key before Enter.
 *
 * @param isFirstAnswer what is selected was so before the text's own answer came, which may stand above it; later ones move nobody's choice.
 */
function selectFirst(isFirstAnswer: boolean): void {
  const before = selected()
  if (before !== null && (!isFirstAnswer || store.getState().selected > 0)) return
  before?.removeAttribute('data-selected')
  listed()?.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

/** What the page at hand offers comes first, what is always there last. */
function placeOf(group: string): number {
  return [t('app.group.goTo'), t('app.group.window')].indexOf(group)
}

/** The commands in which every word of the query begins a word, by group. */
function groupsOf(commands: readonly Command[], query: string): [string, Command[]][] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean)
  const groups = new Map<string, Command[]>()
  for (const command of commands) {
    const own = `${command.group} ${command.label}`.toLowerCase().split(/[\s:]+/)
    if (command.keysOnly || !words.every((word) => own.some((begun) => begun.startsWith(word)))) continue
    groups.set(command.group, [...(groups.get(command.group) ?? []), command])
  }
  return [...groups].sort(([one], [other]) => placeOf(one) - placeOf(other))
}
