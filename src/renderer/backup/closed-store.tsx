import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import classes from './backup.module.css'
import { BackupList } from './backup-list.tsx'
import { tellWorkFailure } from './failure-words.ts'
import { backupsQuery } from './queries.ts'
import { RestoreDialog } from './restore-dialog.tsx'
import type { RestoreFrom } from './restore-dialog.tsx'

/** In place of every page while the database cannot be opened: there is nothing else that could be done. What is the matter stands above. */
export function ClosedStore() {
  const { data: state, error, isPending, refetch } = useQuery(backupsQuery)
  const [restoring, setRestoring] = useState<RestoreFrom | null>(null)
  return (
    <main className={classes.closed}>
      <Stack gap="md" p="md" maw={860} mx="auto">
        <Paper component="section" withBorder p="md" aria-label={t('backup.closed.title')}>
          <Title order={2}>{t('backup.closed.title')}</Title>
          <Text size="sm" c="dimmed" mt={2} mb="sm">
            {t('backup.closed.about')}
          </Text>
          {isPending && <TableSkeleton rows={3} />}
          {error && !state && <ErrorNotice title={t('backup.listFailed')} error={error} onRetry={() => void refetch()} />}
          {state?.entries.length === 0 && <Text size="sm">{t('backup.closed.none')}</Text>}
          {state && state.entries.length > 0 && (
            <BackupList
              entries={state.entries}
              isBusy={false}
              canRehearse={false}
              onRestore={(entry) => setRestoring({ kind: 'listed', entry })}
            />
          )}
          <Group mt="sm">
            <Button variant="default" onClick={() => setRestoring({ kind: 'file' })}>
              {t('backup.restoreFile')}
            </Button>
          </Group>
        </Paper>
        <StartEmpty />
      </Stack>
      {restoring && <RestoreDialog from={restoring} onClose={() => setRestoring(null)} />}
    </main>
  )
}

function StartEmpty() {
  const startEmpty = useMutation({
    mutationFn: () => desk.backups.startEmpty(),
    onSettled: (_done, error) => {
      if (error && !hasCode(error, 'DESK_UNREACHABLE')) tellWorkFailure(t('backup.closed.startEmptyFailed'), error)
      else tell(t('backup.dialog.restarting'))
    },
  })
  return (
    <Paper component="section" withBorder p="md" aria-label={t('backup.closed.startEmpty')}>
      <Title order={2}>{t('backup.closed.startEmpty')}</Title>
      <Text size="sm" c="dimmed" mt={2} mb="sm">
        {t('backup.closed.startEmptyMore')}
      </Text>
      <ConfirmButton
        label={t('backup.closed.startEmpty')}
        question={t('backup.closed.startEmptyQuestion')}
        confirmLabel={t('backup.closed.startEmptyConfirm')}
        loading={startEmpty.isPending}
        onConfirm={() => startEmpty.mutate()}
      />
    </Paper>
  )
}
