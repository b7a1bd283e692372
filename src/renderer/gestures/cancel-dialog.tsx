import { Alert, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { safeLink } from '../appointment/safe-link.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { Dialog } from '../ui/dialog.tsx'
import { sourceName } from '../ui/labels.ts'
import { ReasonForm } from '../ui/reason-form.tsx'
import { t, Words } from '../ui/t.tsx'
import { askToCancel, useAskedToCancel } from './ask-cancel.ts'
import { mark } from './mark.tsx'
import { Who } from './subject.tsx'
import type { Subject } from './subject.tsx'

const commonReasons = ['ill', 'anotherTime', 'notNeeded', 'hostAway', 'mistake'] as const

/** Asks why an appointment is cancelled. Mounted once, by the frame; `askToCancel` opens it. */
export function CancelDialog() {
  const subject = useAskedToCancel()
  if (subject === null) return null
  return (
    <Dialog
      onClose={() => askToCancel(null)}
      title={<Words k="gestures.cancel.title" parts={{ who: <Who name={subject.name} /> }} />}
      closeButtonProps={{ 'aria-label': t('gestures.cancel.keep') }}
      size="md"
    >
      <Why key={subject.id} subject={subject} />
    </Dialog>
  )
}

function Why({ subject }: { subject: Subject }) {
  return (
    <ReasonForm
      before={<ProviderUnaware id={subject.id} />}
      common={commonReasons.map((each) => t(`gestures.cancel.${each}`))}
      commonLabel={t('gestures.cancel.reasons')}
      label={t('gestures.cancel.reason')}
      description={t('gestures.cancel.reasonHint')}
      confirm={t('gestures.cancel.confirm')}
      isGrave
      keep={t('gestures.cancel.keep')}
      onConfirm={(reason) => {
        askToCancel(null)
        void mark(subject, 'cancelled', reason)
      }}
      onKeep={() => askToCancel(null)}
    />
  )
}

/** What is cancelled only here, the provider goes on believing in. */
function ProviderUnaware({ id }: { id: number }) {
  const { data: appointment } = useQuery(appointmentQuery(id))
  if (!appointment || appointment.source === 'manual') return null
  const provider = sourceName(appointment.source)
  const link = safeLink(appointment.details.cancelUrl)
  return (
    <Alert color="yellow" variant="light" mb="sm" p="xs">
      {t('gestures.cancel.providerUnaware', { provider })}{' '}
      {link ? (
        <Button component="a" href={link.href} target="_blank" rel="noreferrer" variant="default" size="compact-sm" mt={6}>
          {t('gestures.cancel.atProvider', { place: link.hostName })}
        </Button>
      ) : (
        t('gestures.cancel.noLink', { provider })
      )}
    </Alert>
  )
}
