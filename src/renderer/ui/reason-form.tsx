import { Button, Group, TextInput } from '@mantine/core'
import { useLayoutEffect, useRef, useState } from 'react'
import type { KeyboardEvent, ReactNode } from 'react'
import { Keys } from './keys.tsx'
import classes from './reason-form.module.css'

export interface ReasonFormProps {
  /** What is often said; a digit chooses one. */
  readonly common: readonly string[]
  readonly commonLabel: string
  readonly label: string
  readonly description?: string | undefined
  readonly confirm: string
  /** True: what is confirmed takes something away. */
  readonly isGrave?: boolean
  readonly keep: string
  /** Null: no reason was given. */
  readonly onConfirm: (reason: string | null) => void
  readonly onKeep: () => void
  readonly before?: ReactNode
  readonly after?: ReactNode
}

/** Asks for a reason in a dialog. Enter confirms, with one or without; a letter goes into the field, a digit chooses. */
export function ReasonForm(props: ReasonFormProps) {
  const { common } = props
  const [reason, setReason] = useState('')
  const field = useRef<HTMLInputElement>(null)
  const confirm = useRef<HTMLButtonElement>(null)
  useLayoutEffect(() => confirm.current?.focus(), [])

  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.key.length !== 1 || event.key === ' ') return
    if (event.target === field.current) return
    const chosen = common[Number(event.key) - 1]
    // The letter itself then goes into the field.
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
        props.onConfirm(reason.trim() || null)
      }}
    >
      {props.before}
      {common.length > 0 && (
        <div role="group" aria-label={props.commonLabel} className={classes.reasons}>
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
        label={props.label}
        description={props.description}
        maxLength={500}
        value={reason}
        onChange={(change) => setReason(change.currentTarget.value)}
      />
      {props.after}
      <Group gap="xs" mt="md">
        <Button ref={confirm} type="submit" color={props.isGrave ? 'red' : undefined} data-autofocus rightSection={<Keys keys="Enter" />}>
          {props.confirm}
        </Button>
        <Button variant="default" rightSection={<Keys keys="Escape" />} onClick={props.onKeep}>
          {props.keep}
        </Button>
      </Group>
    </form>
  )
}
