import { Button, Group, TextInput, Title } from '@mantine/core'
import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { useCommandList } from '../app/commands.ts'
import { useFocusMoved } from '../ui/focus-moved.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import classes from './replay.module.css'

export interface AskingProps {
  readonly title: string
  readonly note: { readonly label: string; readonly value: string; readonly onChange: (value: string) => void }
  /** Null: there is nothing to confirm, or not yet. */
  readonly confirm: string | null
  readonly isPending: boolean
  /** False: the focus stays where something is written. As it does where somebody has moved it before there was something to confirm. */
  readonly takesFocus?: boolean
  readonly onConfirm: () => void
  readonly onLeave: () => void
  readonly children?: ReactNode
}

const commands = () => [
  { id: 'replay-confirm', label: t('replay.apply'), group: t('replay.group'), keys: ['Enter'], keysOnly: true },
  { id: 'replay-leave', label: t('replay.leave'), group: t('replay.group'), keys: ['Escape'], keysOnly: true },
]

/** Something that is looked at in the drawer before it is done: Enter does it, Escape leaves. */
export function Asking({ title, note, confirm, isPending, takesFocus = true, onConfirm, onLeave, children }: AskingProps) {
  const button = useRef<HTMLButtonElement>(null)
  const submit = (): void => {
    if (confirm !== null && !isPending) onConfirm()
  }
  useCommandList(commands, (id) => (id === 'replay-leave' ? onLeave() : submit()))
  const isFocusMoved = useFocusMoved()
  useEffect(() => {
    if (takesFocus && confirm !== null && !isFocusMoved()) button.current?.focus()
  }, [takesFocus, confirm, isFocusMoved])
  return (
    <form
      className={classes.asking}
      aria-label={title}
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <Title order={3}>{title}</Title>
      {children}
      {confirm !== null && (
        <TextInput
          data-private
          label={note.label}
          maxLength={500}
          mt="xs"
          value={note.value}
          onChange={(change) => note.onChange(change.currentTarget.value)}
        />
      )}
      <Group gap="xs" mt="sm">
        {confirm !== null && (
          <Button ref={button} type="submit" loading={isPending} rightSection={<Keys keys="Enter" />}>
            {confirm}
          </Button>
        )}
        <Button variant="default" rightSection={<Keys keys="Escape" />} onClick={onLeave}>
          {t('replay.leave')}
        </Button>
      </Group>
    </form>
  )
}
