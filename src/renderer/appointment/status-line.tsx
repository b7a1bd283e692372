import { Anchor, Text } from '@mantine/core'
import type { Appointment } from '../../shared/appointment.ts'
import { openAppointment } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { formatDayTime, formatMoment } from '../ui/format.ts'
import { sourceName, statusLabel } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { reasonSentence } from './reason-words.ts'
import type { ReasonKeys } from './reason-words.ts'

/** Why it stands as it does, where that needs saying. */
export function StatusLine({ appointment: { cancellation, hostNoShow, status } }: { appointment: Appointment }) {
  const sentences = [
    status === 'pending' ? t('appointment.why.pending') : '',
    cancellation?.rescheduleRequested ? t('appointment.why.rescheduleRequested') : '',
    hostNoShow ? t('appointment.why.hostNoShow') : '',
  ].filter(Boolean)
  if (sentences.length === 0 && !cancellation) return null
  return (
    <div className={classes.why}>
      {cancellation && (
        <Text size="sm" data-private>
          {cancelledHow(cancellation)}
        </Text>
      )}
      {sentences.map((sentence) => (
        <Text key={sentence} size="sm">
          {sentence}
        </Text>
      ))}
    </div>
  )
}

const reasons: ReasonKeys = {
  cancelledBy: 'appointment.why.cancelledBy',
  cancelledReason: 'appointment.why.cancelledReason',
  cancelledByReason: 'appointment.why.cancelledByReason',
  declinedBy: 'appointment.why.declinedBy',
  declinedReason: 'appointment.why.declinedReason',
  declinedByReason: 'appointment.why.declinedByReason',
}

function cancelledHow(cancellation: NonNullable<Appointment['cancellation']>): string {
  return reasonSentence(reasons, cancellation) ?? t(cancellation.declined ? 'appointment.why.declined' : 'appointment.why.cancelled')
}

/** What the desk and the provider say, where they do not say the same. */
export function DisagreementNotice({ appointment: { disagreement, source } }: { appointment: Appointment }) {
  const office = useOffice()
  if (!disagreement) return null
  const { desk, provider } = disagreement
  const said = { provider: sourceName(source), status: statusLabel(provider.status) }
  return (
    <section className={classes.disagreement} aria-label={t('appointment.disagreement.title')}>
      <Text size="sm">
        {t('appointment.disagreement.desk', { status: statusLabel(desk.status), who: desk.actor, when: formatMoment(desk.atMs, office) })}
      </Text>
      <Text size="sm">
        {provider.atMs === null
          ? t('appointment.disagreement.providerSometime', said)
          : t('appointment.disagreement.provider', { ...said, when: formatMoment(provider.atMs, office) })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('appointment.disagreement.counts')}
      </Text>
    </section>
  )
}

/** The appointments that this one replaced, and that replaced it. */
export function MovedLinks({ appointment: { movedFrom, movedTo } }: { appointment: Appointment }) {
  return (
    <>
      {movedTo && <MovedLink k="appointment.moved.to" linked={movedTo} />}
      {movedFrom && <MovedLink k="appointment.moved.from" linked={movedFrom} />}
    </>
  )
}

function MovedLink({ k, linked }: { k: 'appointment.moved.to' | 'appointment.moved.from'; linked: NonNullable<Appointment['movedTo']> }) {
  const office = useOffice()
  const link = (
    <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openAppointment(linked.id)}>
      {linked.startMs === null ? t('appointment.moved.withoutTime') : formatDayTime(linked.startMs, office)}
    </Anchor>
  )
  return (
    <Text size="sm" className={classes.moved}>
      <Words k={k} parts={{ link }} />
    </Text>
  )
}
