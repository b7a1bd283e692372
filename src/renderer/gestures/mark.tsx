import { notifications } from '@mantine/notifications'
import type { DeskMark } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { Words } from '../ui/t.tsx'
import { tellRefused } from './refusal.tsx'
import { Who } from './subject.tsx'
import type { Subject } from './subject.tsx'
import { beNewest, offerUndo } from './undo.tsx'

/**
 * Says at the desk how an appointment stands, and offers to take it back. The new status comes with the announcement; what is refused
 * becomes a toast with the reason. Never rejects.
 */
export function mark(subject: Subject, as: DeskMark, reason: string | null = null): Promise<void> {
  return beNewest(() => markNow(subject, as, reason))
}

async function markNow({ id, name }: Subject, as: DeskMark, reason: string | null): Promise<void> {
  const who = <Who name={name} />
  try {
    const { gestureId } = await desk.appointments.mark({ id, mark: as, reason })
    if (gestureId === null) {
      notifications.show({ message: <Words k="gestures.already" parts={{ who }} />, autoClose: 4000, withBorder: true })
      return
    }
    offerUndo(gestureId, <Words k={`gestures.done.${as}`} parts={{ who }} />)
  } catch (error) {
    tellRefused(<Words k={`gestures.failed.${as}`} parts={{ who }} />, error)
  }
}
