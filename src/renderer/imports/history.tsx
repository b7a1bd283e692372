import { Badge, Button, Group, Paper, Stack, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconFileImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Import } from '../../shared/contract/imports.ts'
import { openAppointment } from '../app/navigation.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './imports.module.css'
import { importsQuery } from './queries.ts'
import { Running } from './running.tsx'
import { useImport } from './use-import.ts'

/** Every import, youngest first, with what came of it and a way back. */
export function History() {
  const { data, error, isPending, refetch } = useQuery(importsQuery)
  return (
    <Stack gap="xs">
      <Title order={3}>{t('imports.history.title')}</Title>
      {isPending && <TableSkeleton rows={3} />}
      {error && !data && <ErrorNotice title={t('imports.history.failed')} error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && (
        <EmptyState
          icon={<IconFileImport size={28} stroke={1.5} aria-hidden />}
          title={t('imports.history.empty')}
          description={t('imports.history.emptyAbout')}
        />
      )}
      {data && data.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={760}>
            <Table aria-label={t('imports.history.title')} verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('imports.history.file')}</Table.Th>
                  <Table.Th>{t('imports.history.when')}</Table.Th>
                  <Table.Th>{t('imports.history.result')}</Table.Th>
                  <Table.Th>{t('imports.history.state')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('imports.history.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((each) => (
                  <ImportRow key={each.id} made={each} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </Stack>
  )
}

const resultNames = ['created', 'updated', 'refused', 'waiting', 'takenBack', 'kept'] as const

function ImportRow({ made }: { made: Import }) {
  const { id, fileName, actor, startedAtMs, counts, state, undoUntilMs } = made
  const [showsKept, setShowsKept] = useState(false)
  const undo = useImport(
    (result) => {
      if (result.state !== 'undone') return
      tell(result.counts.kept === 0 ? t('imports.history.undone') : t('imports.history.undoneKept', { count: result.counts.kept }))
    },
    (error) => tellFailure(t('imports.run.undoFailed'), error),
  )
  const resume = useImport(
    () => undefined,
    (error) => tellFailure(t('imports.run.failed'), error),
  )
  const under = undo.progress ?? resume.progress
  if (under !== null)
    return (
      <Table.Tr>
        <Table.Td colSpan={5}>
          <Running
            {...under}
            label={t(undo.progress === null ? 'imports.run.writing' : 'imports.run.undoing')}
            about={null}
            onStop={() => (undo.progress === null ? resume : undo).stop()}
          />
        </Table.Td>
      </Table.Tr>
    )
  const isStill = state === 'done' || state === 'stopped'
  return (
    <Table.Tr data-over={state === 'undone' || undefined}>
      <Table.Td className={classes.file} data-private>
        <Text size="sm" fw={500}>
          {fileName}
        </Text>
        <Text size="xs" c="dimmed">
          {t('imports.history.by', { actor })}
        </Text>
      </Table.Td>
      <Table.Td>
        <Time ms={startedAtMs} />
      </Table.Td>
      <Table.Td>
        {resultNames
          .filter((name) => counts[name] > 0)
          .map((name) => t(`imports.history.${name}`, { count: counts[name] }))
          .join(' · ')}
      </Table.Td>
      <Table.Td>
        <Badge variant={state === 'done' ? 'light' : 'default'} tt="none">
          {t(`imports.history.states.${state}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          {counts.kept > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => setShowsKept(true)}>
              {t('imports.history.kept')}
            </Button>
          )}
          {state === 'stopped' && counts.waiting > 0 && undoUntilMs !== null && (
            <Button size="compact-sm" variant="default" onClick={() => resume.start((signal) => desk.imports.resume({ id }, { signal }))}>
              {t('imports.history.resume')}
            </Button>
          )}
          {isStill && undoUntilMs !== null && (
            <ConfirmButton
              size="compact-sm"
              label={t('imports.history.undo')}
              confirmLabel={t('imports.history.undoConfirm')}
              question={t('imports.history.undoQuestion', { file: fileName })}
              onConfirm={() => undo.start((signal) => desk.imports.undo({ id }, { signal }))}
            />
          )}
        </Group>
        {showsKept && <Kept id={id} onClose={() => setShowsKept(false)} />}
      </Table.Td>
    </Table.Tr>
  )
}

/** What stayed when an import was taken back, each with the way to it. */
function Kept({ id, onClose }: { id: number; onClose(): void }) {
  const { data, error, isPending, refetch } = useQuery({ queryKey: ['imports', 'kept', id], queryFn: () => desk.imports.kept({ id }) })
  return (
    <Dialog onClose={onClose} title={t('imports.history.keptTitle')} size="lg">
      {isPending && <TableSkeleton rows={3} />}
      {error && !data && <ErrorNotice title={t('imports.history.failed')} error={error} onRetry={() => void refetch()} />}
      {data && (
        <Table verticalSpacing={4} aria-label={t('imports.history.keptTitle')}>
          <Table.Tbody>
            {data.map(({ row, label, startMs, appointmentId }) => (
              <Table.Tr key={row}>
                <Table.Td>{startMs !== null && <Time ms={startMs} />}</Table.Td>
                <Table.Td data-private>
                  {appointmentId === null ? (
                    label
                  ) : (
                    <Button
                      size="compact-sm"
                      variant="subtle"
                      onClick={() => {
                        onClose()
                        openAppointment(appointmentId)
                      }}
                    >
                      {label}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </Dialog>
  )
}
