import { EmptyState as MantineEmptyState } from '@mantine/core'
import type { ReactNode } from 'react'

/** What will be here, and the action that brings it. */
export function EmptyState({
  icon,
  title,
  description,
  children,
}: {
  icon?: ReactNode
  title: string
  description?: ReactNode
  children?: ReactNode
}) {
  return (
    <MantineEmptyState size="sm" icon={icon} title={title} description={description} py="xl" px="md">
      {children && <MantineEmptyState.Actions>{children}</MantineEmptyState.Actions>}
    </MantineEmptyState>
  )
}
