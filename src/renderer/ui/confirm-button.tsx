import { Button, Group, Popover, Text } from '@mantine/core'
import type { ButtonProps } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import { t } from './t.tsx'

export interface ConfirmButtonProps extends ButtonProps {
  label: string
  /** What is lost, in one sentence. */
  question: string
  confirmLabel: string
  /** What else is to be chosen with it. */
  children?: ReactNode
  onConfirm(): void
}

/** For what cannot be undone: asks once, beside the button. What can be undone is done at once and offers its undoing instead. */
export function ConfirmButton({ label, question, confirmLabel, children, onConfirm, ...button }: ConfirmButtonProps) {
  const [opened, setOpened] = useState(false)
  return (
    <Popover opened={opened} onChange={setOpened} width={320} position="bottom-start" trapFocus returnFocus withArrow>
      <Popover.Target>
        <Button variant="default" {...button} onClick={() => setOpened(!opened)}>
          {label}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Text size="sm" mb="sm">
          {question}
        </Text>
        {children}
        <Group gap="xs">
          <Button
            color="red"
            onClick={() => {
              setOpened(false)
              onConfirm()
            }}
          >
            {confirmLabel}
          </Button>
          <Button variant="default" onClick={() => setOpened(false)} data-autofocus>
            {t('ui.keep')}
          </Button>
        </Group>
      </Popover.Dropdown>
    </Popover>
  )
}
