import { Alert, Button, Code, Group, Stack } from '@mantine/core'
import type { ReactNode } from 'react'
import { CopyButton } from './copy-button.tsx'
import { Dialog } from './dialog.tsx'
import classes from './shown-once.module.css'

export interface ShownOnceProps {
  readonly title: ReactNode
  /** That it is shown this once. */
  readonly once: string
  readonly value: string
  readonly copyLabel: string
  /** Of the button: that it is kept somewhere now. */
  readonly kept: string
  /** What it is good for. */
  readonly children: ReactNode
  onClose(): void
}

/** A secret, a key or a link that cannot be had again: nothing but the button closes it. */
export function ShownOnce({ title, once, value, copyLabel, kept, children, onClose }: ShownOnceProps) {
  return (
    <Dialog onClose={onClose} closeOnEscape={false} closeOnClickOutside={false} withCloseButton={false} title={title} size="lg">
      <Stack gap="sm">
        <Alert color="yellow">{once}</Alert>
        <Group gap="xs" wrap="nowrap">
          <Code className={classes.value}>{value}</Code>
          <CopyButton withText value={value} label={copyLabel} />
        </Group>
        {children}
        <Group>
          <Button onClick={onClose}>{kept}</Button>
        </Group>
      </Stack>
    </Dialog>
  )
}
