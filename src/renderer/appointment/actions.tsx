import { Button, Tooltip } from '@mantine/core'
import { IconArrowBackUp, IconExternalLink, IconPencil } from '@tabler/icons-react'
import type { Appointment } from '../../shared/appointment.ts'
import { useOffice } from '../app/office.ts'
import { Reserved } from '../browser/reserved.tsx'
import { openEditor } from '../editor/open-editor.ts'
import { askToCancel } from '../gestures/ask-cancel.ts'
import { MarkButtons } from '../gestures/mark-buttons.tsx'
import { mark } from '../gestures/mark.tsx'
import { Who } from '../gestures/subject.tsx'
import { undo } from '../gestures/undo.tsx'
import { formatMoment } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { changeLabel, sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import classes from './appointment.module.css'
import { headingOf } from './people.ts'
import { safeLink } from './safe-link.ts'
import { SaveEvent } from './save-event.tsx'

/** What can be done with it at the desk, each with its key, and the way to what only the provider can do. */
export function Actions({ appointment }: { appointment: Appointment }) {
  const subject = { id: appointment.id, name: headingOf(appointment) }
  return (
    <div className={classes.actions} role="group" aria-label={t('appointment.actions.label')}>
      {/* What was replaced, or follows another source's, has its word in that one. */}
      {appointment.status !== 'superseded' && appointment.ledBy === null && (
        <MarkButtons
          status={isSettled(appointment) ? appointment.status : null}
          onMark={(as) => (as === 'cancelled' ? askToCancel(subject) : void mark(subject, as))}
        />
      )}
      <TakeBack appointment={appointment} name={subject.name} />
      {appointment.source === 'manual' ? (
        <Reserved to="appointments.edit">
          <Button
            variant="default"
            leftSection={<IconPencil size={14} aria-hidden />}
            rightSection={<Keys keys="e" />}
            onClick={() => openEditor({ appointmentId: appointment.id })}
          >
            {t('appointment.actions.edit')}
          </Button>
        </Reserved>
      ) : (
        <RescheduleLink appointment={appointment} />
      )}
      <SaveEvent appointment={appointment} />
    </div>
  )
}

/** False: the provider had the last word against the desk's, and saying the same once more settles it. */
function isSettled({ disagreement, status }: Appointment): boolean {
  return disagreement === null || disagreement.desk.status === status
}

function TakeBack({ appointment: { lastGesture }, name }: { appointment: Appointment; name: string }) {
  const office = useOffice()
  if (!lastGesture) return null
  const { gestureId, kind, actor, atMs } = lastGesture
  const who = <Who name={name} />
  return (
    <Reserved to="appointments.undo">
      <Tooltip label={t('appointment.actions.takeBackHint', { who: actor, when: formatMoment(atMs, office) })}>
        <Button
          variant="default"
          leftSection={<IconArrowBackUp size={14} aria-hidden />}
          rightSection={<Keys keys="u" />}
          onClick={() => void undo(gestureId, who)}
        >
          {t('appointment.actions.takeBack', { what: changeLabel(kind) })}
        </Button>
      </Tooltip>
    </Reserved>
  )
}

function RescheduleLink({ appointment: { source, status, details } }: { appointment: Appointment }) {
  const link = safeLink(details.rescheduleUrl)
  if (!link || status === 'cancelled' || status === 'superseded') return null
  return (
    <Tooltip label={t('appointment.actions.rescheduleHint', { provider: sourceName(source) })}>
      <Button
        component="a"
        href={link.href}
        target="_blank"
        rel="noreferrer"
        variant="default"
        leftSection={<IconExternalLink size={14} aria-hidden />}
      >
        {t('appointment.actions.reschedule', { place: link.hostName })}
      </Button>
    </Tooltip>
  )
}
