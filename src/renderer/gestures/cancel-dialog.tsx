import { Alert, Button, Group, Modal, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import { safeLink } from '../appointment/safe-link.ts'
import { appointmentQuery } from '../calendar/appointments-query.ts'
import { Keys } from '../ui/keys.tsx'
import { sourceName } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { askToCancel, useAskedToCancel } from './ask-cancel.ts'
import classes from './gestures.module.css'
import { mark } from './mark.tsx'
import { Who } from './subject.tsx'
import type { Subject } from './subject.tsx'

const commonReasons = ['ill', 'anotherTime', 'notNeeded', 'hostAway', 'mistake'] as const

/** Asks why an appointment is cancelled. Mounted once, by the frame; `askToCancel` opens it. */
export function CancelDialog() {
  const subject = useAskedToCancel()
  return (
    <Modal
      opened={subject !== null}
      onClose={() => askToCancel(null)}
      title={subject && <Words k="gestures.cancel.title" parts={{ who: <Who name={subject.name} /> }} />}
      closeButtonProps={{ 'aria-label': t('gestures.cancel.keep') }}
      size="md"
    >
      {subject && <Why key={subject.id} subject={subject} />}
    </Modal>
  )
}

function Why({ subject }: { subject: Subject }) {
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === ' ') return
    if (event.target === field.current) return
    const chosen = commonReasons[Number(event.key) - 1]
    if (!chosen) {
      // The letter itself then goes into the field.
      field.current?.focus()
      return
    }
    event.preventDefault()
    setReason(t(`gestures.cancel.${chosen}`))
  }

  return (
    // The keys are of the buttons and the field in here: they bubble up to the form.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onKeyDown={onKeyDown}
      onSubmit={(submit) => {
        submit.preventDefault()
        askToCancel(null)
        void mark(subject, 'cancelled', reason.trim() || null)
      }}
    >
      <ProviderUnaware id={subject.id} />
      <div role="group" aria-label={t('gestures.cancel.reasons')} className={classes.reasons}>
        {commonReasons.map((each, index) => {
          const words = t(`gestures.cancel.${each}`)
          return (
            <Button
              key={each}
              variant={reason === words ? 'light' : 'default'}
              aria-pressed={reason === words}
              leftSection={<Keys keys={String(index + 1)} />}
              onClick={() => setReason(reason === words ? '' : words)}
            >
              {words}
            </Button>
          )
        })}
      </div>
      <TextInput
        ref={field}
        data-private
        label={t('gestures.cancel.reason')}
        description={t('gestures.cancel.reasonHint')}
        maxLength={500}
        value={reason}
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      <Group gap="xs" mt="md">
        <Button type="submit" color="red" data-autofocus rightSection={<Keys keys="Enter" />}>
          {t('gestures.cancel.confirm')}
        </Button>
        <Button variant="default" rightSection={<Keys keys="Escape" />} onClick={() => askToCancel(null)}>
          {t('gestures.cancel.keep')}
        </Button>
      </Group>
    </form>
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
