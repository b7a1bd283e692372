import { Anchor, Text } from '@mantine/core'
import type { Appointment } from '../../shared/appointment.ts'
import { openAppointment } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { formatDayTime } from '../ui/format.ts'
import classes from './appointment.module.css'

/** Why it stands as it does, where that needs saying. */
export function StatusLine({ appointment: { cancellation, hostNoShow, status } }: { appointment: Appointment }) {
  const sentences = [
    status === 'pending' ? 'Waits for confirmation or payment.' : '',
    cancellation ? cancelledHow(cancellation) : '',
    cancellation?.rescheduleRequested ? 'The host asked the client to choose another time.' : '',
    hostNoShow ? 'The host did not show up.' : '',
  ].filter(Boolean)
  return sentences.length === 0 ? null : (
    <div className={classes.why}>
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </div>
  )
}

function cancelledHow({ by, reason, declined }: NonNullable<Appointment['cancellation']>): string {
  const who = by ? ` by ${by}` : ''
  return `${declined ? 'Declined' : 'Cancelled'}${who}${reason ? `: “${reason}”` : '; no reason was given.'}`
}

/** The appointments that this one replaced, and that replaced it. */
export function MovedLinks({ appointment: { movedFrom, movedTo } }: { appointment: Appointment }) {
  return (
    <>
      {movedTo && <MovedLink words="Moved to" linked={movedTo} />}
      {movedFrom && <MovedLink words="Moved here from" linked={movedFrom} />}
    </>
  )
}

function MovedLink({ words, linked }: { words: string; linked: NonNullable<Appointment['movedTo']> }) {
  const office = useOffice()
  return (
    <Text size="sm" className={classes.moved}>
      {words}{' '}
      <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openAppointment(linked.id)}>
        {linked.startMs === null ? 'an appointment without a time' : formatDayTime(linked.startMs, office)}
      </Anchor>
    </Text>
  )
}
