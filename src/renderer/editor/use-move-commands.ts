import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import type { Move } from '../calendar/editing.ts'
import { stepMs } from '../calendar/slots.ts'
import { spanOf } from '../calendar/span.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { moveAppointment } from './move-appointment.tsx'
import { openEditor } from './open-editor.ts'

const commands: CommandList = () => {
  const group = t('editor.group')
  return [
    { id: 'edit-appointment', label: t('editor.keys.edit'), group, keys: ['e'], asks: 'appointments.edit' },
    { id: 'move-earlier', label: t('editor.keys.earlier'), group, keys: ['alt+ArrowUp'], asks: 'appointments.move' },
    { id: 'move-later', label: t('editor.keys.later'), group, keys: ['alt+ArrowDown'], asks: 'appointments.move' },
    { id: 'move-previous', label: t('editor.keys.previous'), group, keys: ['alt+ArrowLeft'], asks: 'appointments.move' },
    { id: 'move-next', label: t('editor.keys.next'), group, keys: ['alt+ArrowRight'], asks: 'appointments.move' },
  ]
}

/** Where a card stands or is about to. */
export type Placed = Pick<AppointmentCard, 'startMs' | 'endMs' | 'hostIds'>

export interface MoveCommands {
  readonly cards: readonly AppointmentCard[]
  /** The focused, else the chosen appointment at the moment of the key; null: neither. */
  appointmentIdOf(): number | null
  /** Where Alt and a sideways arrow put it: another day, or a colleague; null: there is none. */
  sideways(placed: Placed, direction: 1 | -1): Omit<Move, 'card'> | null
  /** After it was moved: to follow it to where it is now. */
  onMoved?(move: Move): void
}

/** The keys that edit and move an appointment, and their entries in the palette. */
export function useMoveCommands({ cards, appointmentIdOf, sideways, onMoved }: MoveCommands): void {
  const client = useQueryClient()
  // Where the last keys have put a card that the window has not read again so far: the next key moves it on from there.
  const onTheWay = useRef<{ id: number; placed: Placed } | null>(null)

  const go = async (move: Move): Promise<void> => {
    const { card, startMs, endMs, hostId } = move
    const before = onTheWay.current?.id === card.id ? onTheWay.current : null
    const hostIds = hostId === undefined ? (before?.placed.hostIds ?? card.hostIds) : hostId === null ? [] : [hostId]
    const mine = { id: card.id, placed: { startMs, endMs, hostIds } }
    onTheWay.current = mine
    const done = await moveAppointment(move)
    if (done) onMoved?.(move)
    await client.invalidateQueries({ queryKey: ['appointments', 'list'] })
    if (!done || onTheWay.current === mine) onTheWay.current = null
  }

  useCommandList(commands, (command) => {
    const id = appointmentIdOf()
    if (id === null) return tell(t('editor.noneChosen'))
    if (command === 'edit-appointment') return openEditor({ appointmentId: id })
    const card = cards.find((each) => each.id === id)
    if (!card) return tell(t('editor.noneChosen'))
    const placed = onTheWay.current?.id === id ? onTheWay.current.placed : card
    const there = stepOf(command, placed, sideways)
    if (there) void go({ card, ...there })
  })
}

function stepOf(command: string, placed: Placed, sideways: MoveCommands['sideways']): Omit<Move, 'card'> | null {
  if (command === 'move-next') return sideways(placed, 1)
  if (command === 'move-previous') return sideways(placed, -1)
  const { startMs, endMs } = spanOf(placed)
  // Elapsed time, not the wall's: pressed four times it is an hour, on every day.
  const byMs = command === 'move-later' ? stepMs : -stepMs
  return { startMs: startMs + byMs, endMs: endMs + byMs }
}

/** The colleague beside the one who holds it, in the order of `hostIds`; null: there is none on that side. */
export function toColleague(placed: Placed, direction: 1 | -1, hostIds: readonly number[]): Omit<Move, 'card'> | null {
  const { startMs, endMs } = spanOf(placed)
  const [held] = placed.hostIds
  const at = held === undefined ? -1 : hostIds.indexOf(held)
  // What is nobody's goes to the first of them, whichever way.
  const hostId = at === -1 ? hostIds[0] : hostIds[at + direction]
  return hostId === undefined ? null : { startMs, endMs, hostId }
}
