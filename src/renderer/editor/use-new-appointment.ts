import { useQueryClient } from '@tanstack/react-query'
import type { Host } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { useOffice } from '../app/office.ts'
import { appointmentsQuery } from '../calendar/appointments-query.ts'
import { addDays, dayOf, dayStartMs } from '../calendar/office-days.ts'
import type { Day } from '../calendar/office-days.ts'
import { slotAt } from '../calendar/slots.ts'
import { t } from '../ui/t.tsx'
import { nextFreeSlot } from './next-free.ts'
import { openEditor } from './open-editor.ts'
import { typeAhead } from './type-ahead.ts'

/** Beyond this nobody is kept from the page's keys; without the desk's answer the form begins with the first slot, and tells of conflicts itself. */
const patienceMs = 1500

const morningSeconds = 8 * 3600

const commands: CommandList = () => [
  { id: 'new-appointment', label: t('editor.new'), group: t('editor.group'), keys: ['+'], asks: 'appointments.create' },
]

/**
 * `+` and its entry in the palette: the form, with the next free half of an hour on the day that is looked at. Returns the same for a button.
 * @param hosts who may hold it, in the order in which they are asked
 */
export function useNewAppointment(day: Day, hosts: readonly Host[]): () => void {
  const client = useQueryClient()
  const { timeZone } = useOffice()
  const open = async (): Promise<void> => {
    const endTyping = typeAhead()
    const span = { startMs: earliest(day, timeZone), endMs: dayStartMs(addDays(day, 1), timeZone) }
    const query = appointmentsQuery({
      startMs: span.startMs - 24 * 3_600_000,
      endMs: span.endMs,
      sources: null,
      types: null,
      statuses: ['pending', 'scheduled', 'arrived', 'completed'],
      hostIds: null,
      search: null,
    })
    // Where the desk does not answer the form says so itself; it need not stay away because of that.
    const cards = await Promise.race([client.fetchQuery(query).catch(() => []), lateAnswer()])
    const name = endTyping()
    if (name !== null) openEditor({ ...nextFreeSlot(hosts, cards, span, timeZone), name })
  }
  useCommandList(commands, () => void open())
  return () => void open()
}

/** Keys are held back until the form is there: not for as long as a desk that hangs. */
function lateAnswer(): Promise<[]> {
  return new Promise((resolve) => setTimeout(resolve, patienceMs, []))
}

/** Now, on the day that is today; else the morning. */
function earliest(day: Day, timeZone: string): number {
  const nowMs = Date.now()
  return dayOf(nowMs, timeZone) === day ? nowMs : slotAt(day, morningSeconds, morningSeconds + 3600, timeZone).startMs
}
