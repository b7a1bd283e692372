import { Alert, Tooltip } from '@mantine/core'
import { IconLock } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { ProcedurePath } from '../../shared/desk-roles.ts'
import classes from './browser.module.css'
import { whyNot } from './may.ts'

/** Buttons and fields that the person may not use here are switched off, and say why when they are pointed at. */
export function Reserved({ to, children }: { to: ProcedurePath; children: ReactNode }) {
  const reason = whyNot(to)
  if (reason === null) return children
  return (
    <Tooltip label={reason}>
      {/* In the order of focus, so that the reason is told to whoever has no pointer, too. */}
      <span className={classes.hint} tabIndex={0} role="note" aria-label={reason}>
        <fieldset disabled className={classes.off}>
          {children}
        </fieldset>
      </span>
    </Tooltip>
  )
}

/** A whole section of such: the reason stands above it. */
export function ReservedSection({ to, children }: { to: ProcedurePath; children: ReactNode }) {
  return <SwitchedOff reason={whyNot(to, 'here')}>{children}</SwitchedOff>
}

/** @param reason null: it is not */
export function SwitchedOff({ reason, children }: { reason: string | null; children: ReactNode }) {
  if (reason === null) return children
  return (
    <>
      <Alert variant="light" color="gray" p="xs" mb="sm" icon={<IconLock size={16} aria-hidden />}>
        {reason}
      </Alert>
      <fieldset disabled className={classes.off}>
        {children}
      </fieldset>
    </>
  )
}
