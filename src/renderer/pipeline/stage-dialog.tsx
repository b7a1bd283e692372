import { Button, Group, Modal, Text, TextInput } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent } from 'react'
import type { ClientStage } from '../../shared/words.ts'
import { Who } from '../gestures/subject.tsx'
import { Keys } from '../ui/keys.tsx'
import { stageLabel } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './pipeline.module.css'
import { setStage } from './set-stage.tsx'
import type { Moved } from './set-stage.tsx'

/** A client, and where somebody wants to move them. */
export interface Asked {
  readonly moved: Moved
  readonly to: ClientStage
}

/** Asks why a client is moved by hand. Enter confirms, with a reason or without. */
export function StageDialog({ asked, onClose }: { asked: Asked | null; onClose(): void }) {
  return (
    <Modal
      opened={asked !== null}
      onClose={onClose}
      title={
        asked && <Words k="pipeline.ask.title" values={{ stage: stageLabel(asked.to) }} parts={{ who: <Who name={asked.moved.name} /> }} />
      }
      closeButtonProps={{ 'aria-label': t('pipeline.ask.keep') }}
      size="md"
      // Enter comes right behind the key that asks: it must not meet the card that is still beneath.
      transitionProps={{ duration: 0 }}
    >
      {asked && <Why key={`${asked.moved.id} ${asked.to}`} asked={asked} onClose={onClose} />}
    </Modal>
  )
}

const commonReasons = { lost: ['noReply', 'elsewhere', 'noFit', 'price', 'later'] } as const

function Why({ asked: { moved, to }, onClose }: { asked: Asked; onClose(): void }) {
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const confirm = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => confirm.current?.focus(), [])
  const common = to === 'lost' ? commonReasons.lost.map((each) => t(`pipeline.ask.lost.${each}`)) : []

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === ' ') return
    if (event.target === field.current) return
    const chosen = common[Number(event.key) - 1]
    // Any other letter goes into the field.
    if (chosen === undefined) return field.current?.focus()
    event.preventDefault()
    setReason(chosen)
  }

  return (
    // The keys are of the buttons and the field in here: they bubble up to the form.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
    <form
      onKeyDown={onKeyDown}
      onSubmit={(submit) => {
        submit.preventDefault()
        onClose()
        void setStage(moved, to, reason.trim() || null)
      }}
    >
      {common.length > 0 && (
        <div role="group" aria-label={t('pipeline.ask.reasons')} className={classes.reasons}>
          {common.map((words, index) => (
            <Button
              key={words}
              variant={reason === words ? 'light' : 'default'}
              aria-pressed={reason === words}
              leftSection={<Keys keys={String(index + 1)} />}
              onClick={() => setReason(reason === words ? '' : words)}
            >
              {words}
            </Button>
          ))}
        </div>
      )}
      <TextInput
        ref={field}
        data-private
        label={t('pipeline.ask.reason')}
        description={common.length > 0 ? t('pipeline.ask.hintDigits') : undefined}
        maxLength={500}
        value={reason}
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      <Text size="sm" c="dimmed" mt={6}>
        {t(to === 'completed' || to === 'lost' ? 'pipeline.ask.hintEnd' : 'pipeline.ask.hint')}
      </Text>
      <Group gap="xs" mt="md">
        <Button ref={confirm} type="submit" data-autofocus rightSection={<Keys keys="Enter" />}>
          {t('pipeline.ask.confirm')}
        </Button>
        <Button variant="default" rightSection={<Keys keys="Escape" />} onClick={onClose}>
          {t('pipeline.ask.keep')}
        </Button>
      </Group>
    </form>
  )
}
