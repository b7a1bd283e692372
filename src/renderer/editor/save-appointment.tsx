import type { AppointmentDraft } from '../../shared/contract/gestures.ts'
import { desk } from '../desk/client.ts'
import { Who } from '../gestures/subject.tsx'
import { beNewest, offerUndo } from '../gestures/undo.tsx'
import { Time } from '../ui/time.tsx'
import { t, Words } from '../ui/t.tsx'
import type { Fields } from './fields.ts'

/**
 * Makes or changes appointments and offers to take that back.
 * @param id of the appointment that is edited; null: a new one
 * @throws as the desk does; nothing was changed then
 */
export function saveAppointment(id: number | null, draft: AppointmentDraft, fields: Fields): Promise<void> {
  return beNewest(() => saveNow(id, draft, fields))
}

async function saveNow(id: number | null, draft: AppointmentDraft, fields: Fields): Promise<void> {
  const who = <Who name={fields.client?.name ?? fields.client?.email ?? (fields.name.trim() || draft.title || t('gestures.unknown'))} />
  const when = <Time ms={draft.startMs} as="day-time" />
  if (id !== null) {
    const { gestureId } = await desk.appointments.edit({ id, draft })
    if (gestureId !== null) offerUndo(gestureId, <Words k="editor.edited" parts={{ who, when }} />)
    return
  }
  const { gestureId, ids } = await desk.appointments.create({ draft, weeks: fields.weeks })
  if (gestureId === null) return
  const k = ids.length === 1 ? 'editor.created' : 'editor.createdWeekly'
  offerUndo(gestureId, <Words k={k} values={{ count: ids.length }} parts={{ who, when }} />)
}
