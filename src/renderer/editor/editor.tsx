import { Modal } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useOffice } from '../app/office.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { spanOf } from '../calendar/span.ts'
import { tellRefused } from '../gestures/refusal.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { sourceName } from '../ui/labels.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { EditorForm } from './editor-form.tsx'
import { fieldsOf, newFields } from './fields.ts'
import { closeEditor, useOpenedEditor } from './open-editor.ts'
import type { EditorStart } from './open-editor.ts'

/** The form for one appointment, as a dialog. Mounted once, by the frame; `openEditor` opens it. */
export function Editor() {
  const start = useOpenedEditor()
  return (
    <Modal
      opened={start !== null}
      onClose={closeEditor}
      // What was typed is not lost by a click beside it.
      closeOnClickOutside={false}
      title={start && 'appointmentId' in start ? t('editor.edit') : t('editor.new')}
      closeButtonProps={{ 'aria-label': t('editor.leave') }}
      size="lg"
    >
      {start && <Body key={'appointmentId' in start ? start.appointmentId : 'new'} start={start} />}
    </Modal>
  )
}

function Body({ start }: { start: EditorStart }) {
  const { timeZone } = useOffice()
  if ('appointmentId' in start) return <Edited id={start.appointmentId} />
  return <EditorForm initial={newFields(start, timeZone)} edited={null} onClose={closeEditor} />
}

function Edited({ id }: { id: number }) {
  const { timeZone } = useOffice()
  const { data: appointment, error, refetch } = useQuery(appointmentQuery(id))
  const provider = appointment && appointment.source !== 'manual' ? sourceName(appointment.source) : null
  const url = appointment ? (appointment.details.rescheduleUrl ?? appointment.details.cancelUrl) : null
  useEffect(() => {
    if (provider === null) return
    closeEditor()
    const refusal = Object.assign(new Error(t('editor.atProvider', { provider })), { code: 'AT_PROVIDER', data: { url } })
    tellRefused(t('editor.editFailed'), refusal)
  }, [provider, url])
  if (error) return <ErrorNotice title={t('editor.readFailed')} error={error} onRetry={() => void refetch()} />
  if (!appointment || provider !== null || appointment.details.startMs === null) return <TableSkeleton rows={6} />
  const { startMs, endMs } = spanOf({ startMs: appointment.details.startMs, endMs: appointment.details.endMs })
  return <EditorForm initial={fieldsOf(appointment, timeZone)} edited={{ id, span: { startMs, endMs } }} onClose={closeEditor} />
}
