import { Button, Text } from '@mantine/core'
import { IconFingerprint } from '@tabler/icons-react'
import { t } from '../ui/t.tsx'
import classes from './desks.module.css'
import type { Entry } from './use-entry.ts'

export interface PasskeyWayProps {
  /** False: this address cannot have passkeys. */
  readonly offered: boolean
  readonly label: string
  /** Said below the button. */
  readonly about?: string
  /** Said in place of it. */
  readonly without: string
  readonly busy: Entry | null
  onChoose(): void
}

/** The other way in, below the form for a password. */
export function PasskeyWay({ offered, label, about, without, busy, onChoose }: PasskeyWayProps) {
  const hint = offered ? about : without
  return (
    <>
      {offered && (
        <>
          <div className={classes.or}>{t('desks.signIn.or')}</div>
          <Button
            variant="default"
            size="sm"
            leftSection={<IconFingerprint size={16} aria-hidden />}
            loading={busy === 'passkey'}
            disabled={busy === 'password'}
            onClick={onChoose}
          >
            {label}
          </Button>
        </>
      )}
      {hint !== undefined && (
        <Text size="sm" c="dimmed">
          {hint}
        </Text>
      )}
    </>
  )
}
