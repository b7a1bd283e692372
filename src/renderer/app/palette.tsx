import { useDebouncedValue } from '@mantine/hooks'
import { Spotlight, createSpotlight } from '@mantine/spotlight'
import { useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { desk } from '../desk/client.ts'
import { formatDayTime } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { statusLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { useCommands, useRegisteredCommands } from './commands.ts'
import type { Command } from './commands.ts'
import { openAppointment } from './navigation.ts'
import { useOffice } from './office.ts'

const [store, spotlight] = createSpotlight()

export const openPalette = spotlight.open

/** Everything that can be done here, and everybody who can be found, by typing: Ctrl K or ⌘ K. */
export function Palette() {
  const [query, setQuery] = useState('')
  const commands = useRegisteredCommands()
  useCommands(
    useMemo(
      () => [
        { id: 'palette', label: 'Find an appointment or a command', group: 'Window', keys: ['mod+k'], keysOnly: true, run: openPalette },
      ],
      [],
    ),
  )
  const groups = useMemo(() => groupsOf(commands, query), [commands, query])
  return (
    <Spotlight.Root
      store={store}
      query={query}
      onQueryChange={setQuery}
      shortcut={null}
      scrollable
      maxHeight={460}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      // It takes the focus only once it has appeared: what is typed at once would be lost.
      transitionProps={{ duration: 0 }}
      attributes={{ content: { 'aria-label': 'Find an appointment or a command' } }}
    >
      <Spotlight.Search placeholder="A name, an e-mail, or what you want to do" aria-label="Find an appointment or a command" />
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
        <FoundAppointments text={query.trim()} nothingElse={groups.length === 0} />
      </Spotlight.ActionsList>
    </Spotlight.Root>
  )
}

function FoundAppointments({ text, nothingElse }: { text: string; nothingElse: boolean }) {
  const office = useOffice()
  const [settled] = useDebouncedValue(text, 120)
  const { data: found, error } = useQuery({
    queryKey: ['appointments', 'find', settled],
    queryFn: () => desk.appointments.find({ text: settled }),
    enabled: settled.length > 1,
    placeholderData: (previous) => previous,
  })
  useEffect(() => {
    if (found && found.length > 0) selectFirst()
  }, [found])
  if (error) return <Spotlight.Empty>The appointments could not be searched. Close this and try again.</Spotlight.Empty>
  if (text.length < 2 || !found || found.length === 0) {
    return nothingElse ? (
      <Spotlight.Empty>
        {text.length < 2 ? 'No command begins so. A name or an e-mail is looked for from two letters on.' : `Nothing fits “${text}”`}
      </Spotlight.Empty>
    ) : null
  }
  return (
    <Spotlight.ActionsGroup label="Appointments">
      {found.map((appointment) => (
        <Spotlight.Action
          key={appointment.id}
          leftSection={<SourceMark source={appointment.source} iconOnly />}
          label={appointment.clientLabel ?? appointment.title ?? appointment.externalId}
          description={[
            formatDayTime(appointment.startMs, office),
            appointment.providerType ?? appointment.title,
            statusLabel(appointment.status),
          ]
            .filter(Boolean)
            .join(' · ')}
          onClick={() => {
            spotlight.close()
            openAppointment(appointment.id)
          }}
        />
      ))}
    </Spotlight.ActionsGroup>
  )
}

/** Spotlight selects what is there at each letter; what is found a moment later would need an arrow key before Enter. */
function selectFirst(): void {
  const list = document.getElementById(store.getState().listId)
  if (!list || list.querySelector('[data-selected]')) return
  list.querySelector('[data-action]')?.setAttribute('data-selected', 'true')
  store.updateState((state) => ({ ...state, selected: 0 }))
}

/** What the page at hand offers comes first, what is always there last. */
function placeOf(group: string): number {
  return ['Go to', 'Window'].indexOf(group)
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
