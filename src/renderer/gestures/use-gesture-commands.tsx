import { notifications } from '@mantine/notifications'
import { useQueryClient } from '@tanstack/react-query'
import type { QueryClient } from '@tanstack/react-query'
import type { DeskMark } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { t, Words } from '../ui/t.tsx'
import { askToCancel } from './ask-cancel.ts'
import { mark } from './mark.tsx'
import { inOrder, markKeys } from './mark-keys.ts'
import { tellRefused } from './refusal.tsx'
import { findSubject, Who } from './subject.tsx'
import { undo, undoNewest } from './undo.tsx'

const commands: CommandList = () => {
  const group = t('gestures.group')
  return [
    ...inOrder.map((as) => ({ id: as, label: t(`gestures.mark.${as}`), group, keys: [markKeys[as]], asks: 'appointments.mark' as const })),
    { id: 'take-back', label: t('gestures.takeBack'), group, keys: ['u'], asks: 'appointments.undo' },
    { id: 'open-appointment', label: t('gestures.open'), group, keys: ['Enter'] },
  ]
}

/**
 * The keys of one appointment: A arrived, N no-show, D done, C cancel, U take back, Enter open; also in the palette and in the help.
 * @param appointmentIdOf the focused, else the chosen appointment at the moment of the key; null: neither
 * @param open what Enter does where no focused element has its own use for it
 */
export function useGestureCommands(appointmentIdOf: () => number | null, open: (id: number) => void): void {
  const client = useQueryClient()
  useCommandList(commands, (command) => {
    if (command === 'take-back' && undoNewest()) return
    const id = appointmentIdOf()
    if (id === null) return tellNoneChosen()
    const as = inOrder.find((each) => each === command)
    if (as) void markById(client, id, as)
    else if (command === 'take-back') void undoLast(client, id)
    else open(id)
  })
}

/** Once, however often the key is pressed. */
function tellNoneChosen(): void {
  notifications.show({ id: 'none-chosen', message: t('gestures.noneChosen'), autoClose: 4000, withBorder: true })
}

async function markById(client: QueryClient, id: number, as: DeskMark): Promise<void> {
  try {
    const subject = await findSubject(client, id)
    if (as === 'cancelled') askToCancel(subject)
    else await mark(subject, as)
  } catch (error) {
    tellRefused(t('gestures.readFailed'), error)
  }
}

/** Takes back the newest thing that was said of an appointment at the desk, by whomever. */
async function undoLast(client: QueryClient, id: number): Promise<void> {
  try {
    const [{ name }, { lastGesture }] = await Promise.all([findSubject(client, id), client.fetchQuery(appointmentQuery(id))])
    const who = <Who name={name} />
    if (lastGesture) await undo(lastGesture.gestureId, who)
    else notifications.show({ message: <Words k="gestures.nothingToTakeBack" parts={{ who }} />, autoClose: 4000, withBorder: true })
  } catch (error) {
    tellRefused(t('gestures.readFailed'), error)
  }
}
