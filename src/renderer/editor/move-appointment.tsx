import type { ReactElement } from 'react'
import type { SlotCheck } from '../../shared/contract/gestures.ts'
import type { GridEditing, Move } from '../calendar/editing.ts'
import { stepMs } from '../calendar/slots.ts'
import { assumedLengthMs } from '../calendar/span.ts'
import { desk } from '../desk/client.ts'
import { tellRefused } from '../gestures/refusal.tsx'
import { subjectOfCard, Who } from '../gestures/subject.tsx'
import { beNewest, offerUndo } from '../gestures/undo.tsx'
import { Time } from '../ui/time.tsx'
import { t, Words } from '../ui/t.tsx'
import { Conflicts, isConflict } from './conflicts.tsx'
import { openEditor } from './open-editor.ts'

/** What a grid can do with appointments: create by a click or a drag, move and make longer by a drag. The same on every page. */
export const gridEditing: GridEditing = {
  // A click marks the grid's least step, and means a time rather than a length.
  onCreate: (slot) => openEditor(slot.endMs - slot.startMs > stepMs ? slot : { ...slot, endMs: slot.startMs + assumedLengthMs }),
  onMove: moveAppointment,
}

/**
 * Moves an appointment and offers to take it back; what it meets there is told, and does not forbid it. A refusal, such as that only the
 * provider can move it, becomes a toast with the reason and the link. Never rejects; false: it was refused.
 */
export function moveAppointment(move: Move): Promise<boolean> {
  return beNewest(() => moveNow(move))
}

async function moveNow({ card, startMs, endMs, hostId }: Move): Promise<boolean> {
  const who = <Who name={subjectOfCard(card).name} />
  try {
    const { gestureId } = await desk.appointments.move({ id: card.id, startMs, endMs, ...(hostId !== undefined && { hostId }) })
    // It stood there already, by what somebody else did meanwhile.
    if (gestureId === null) return true
    const heldBy = hostId === undefined ? (card.hostIds[0] ?? null) : hostId
    offerUndo(
      gestureId,
      <Moved who={who} startMs={startMs} checks={await met({ startMs, endMs, hostId: heldBy }, card.id)} hostId={heldBy} />,
    )
    return true
  } catch (error) {
    tellRefused(<Words k="editor.moveFailed" parts={{ who }} />, error)
    return false
  }
}

/** What stands in the way there. It was moved all the same: not knowing is no failure. */
async function met(slot: { startMs: number; endMs: number; hostId: number | null }, id: number): Promise<SlotCheck[]> {
  return desk.appointments.check({ ...slot, weeks: 1, exceptId: id }).catch(() => [])
}

function Moved({
  who,
  startMs,
  checks,
  hostId,
}: {
  who: ReactElement
  startMs: number
  checks: readonly SlotCheck[]
  hostId: number | null
}) {
  return (
    <>
      <Words k="editor.moved" parts={{ who, when: <Time ms={startMs} as="day-time" /> }} />
      {checks.some(isConflict) && (
        <>
          <br />
          {t('editor.metConflict')}
          <Conflicts checks={checks} hostId={hostId} withDays={false} />
        </>
      )}
    </>
  )
}
