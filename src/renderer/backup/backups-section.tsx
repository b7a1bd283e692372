import { Alert, Button, Group, Stack, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { BackupState } from '../../shared/contract/backups.ts'
import type { Settings } from '../../shared/settings.ts'
import { useCommandList } from '../app/commands.ts'
import { Section } from '../settings/section.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { BackupForm } from './backup-form.tsx'
import { BackupList } from './backup-list.tsx'
import { BackupPassphrase } from './backup-passphrase.tsx'
import { backupsQuery } from './queries.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import type { RestoreFrom } from './restore-dialog.tsx'
import { useBackUpNow } from './use-backups.ts'
import { useWork } from './work.ts'
import { Working } from './working.tsx'

const commands = () => [
  { id: 'back-up', label: t('backup.now'), group: t('backup.group') },
  { id: 'restore-file', label: t('backup.restoreFile'), group: t('backup.group') },
]

/** When copies are made and where, those that there are, and the way back. */
export function BackupsSection({ settings }: { settings: Settings }) {
  const { data: state, error, isPending, refetch } = useQuery(backupsQuery)
  const [restoring, setRestoring] = useState<RestoreFrom | null>(null)
  const work = useWork()
  const backUp = useBackUpNow()
  useCommandList(commands, (id) => (id === 'back-up' ? backUp.mutate() : setRestoring({ kind: 'file' })))
  const isBusy = work !== null || (state?.desk?.atWork ?? null) !== null
  return (
    <Section id="backups" title={t('backup.title')} description={t('backup.about')}>
      <Stack gap="md">
        {state?.desk && <Standing state={state.desk} />}
        <Group gap="xs">
          <Button loading={backUp.isPending} disabled={isBusy && !backUp.isPending} onClick={() => backUp.mutate()}>
            {t('backup.now')}
          </Button>
          <Button variant="default" onClick={() => setRestoring({ kind: 'file' })}>
            {t('backup.restoreFile')}
          </Button>
        </Group>
        {work !== null && work.what !== 'check' && <Working work={work} />}
        {work === null && state?.desk?.atWork && <Text size="sm">{t(`backup.working.${state.desk.atWork}`)}</Text>}
        {isPending && <TableSkeleton rows={3} />}
        {error && !state && <ErrorNotice title={t('backup.listFailed')} error={error} onRetry={() => void refetch()} />}
        {state && <BackupList entries={state.entries} isBusy={isBusy} onRestore={(entry) => setRestoring({ kind: 'listed', entry })} />}
        <BackupForm settings={settings} />
        {state?.desk && <BackupPassphrase state={state.desk.encryption} />}
      </Stack>
      {restoring && <RestoreDialog from={restoring} onClose={() => setRestoring(null)} />}
    </Section>
  )
}

function Standing({ state }: { state: NonNullable<BackupState['desk']> }) {
  const { lastBackupAtMs, lastRehearsalAtMs, nextAtMs, trouble, lastRestore } = state
  return (
    <Stack gap={4}>
      <Text size="sm">
        {lastBackupAtMs === null ? (
          t('backup.never')
        ) : (
          <Words k="backup.last" parts={{ time: <Time ms={lastBackupAtMs} as="relative" /> }} />
        )}{' '}
        {lastBackupAtMs !== null &&
          (lastRehearsalAtMs === null ? (
            t('backup.neverRehearsed')
          ) : (
            <Words k="backup.rehearsedAt" parts={{ time: <Time ms={lastRehearsalAtMs} as="relative" /> }} />
          ))}{' '}
        {nextAtMs === null ? t('backup.byHand') : <Words k="backup.next" parts={{ time: <Time ms={nextAtMs} as="relative" /> }} />}
      </Text>
      {trouble && (
        <Alert color="red" role="alert" title={t(trouble.kind === 'backup' ? 'backup.troubleTitle' : 'backup.troubleRehearsal')}>
          {t(`backup.failures.${trouble.failure}`)}
        </Alert>
      )}
      {lastRestore && (
        <Text size="sm" c="dimmed">
          <LastRestore restore={lastRestore} />
        </Text>
      )}
    </Stack>
  )
}

function LastRestore({ restore: { atMs, what, madeAtMs } }: { restore: NonNullable<NonNullable<BackupState['desk']>['lastRestore']> }) {
  const time = <Time ms={atMs} />
  if (what === 'empty') return <Words k="backup.begunAnew" parts={{ time }} />
  if (madeAtMs === null) return <Words k="backup.restoredOther" parts={{ time }} />
  return <Words k="backup.restored" parts={{ time, made: <Time ms={madeAtMs} /> }} />
}
