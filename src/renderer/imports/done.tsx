import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { Import } from '../../shared/contract/imports.ts'
import { openPage } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import { History } from './history.tsx'
import { importsQuery } from './queries.ts'

const titles = {
  running: 'imports.history.states.running',
  stopped: 'imports.done.stopped',
  done: 'imports.done.title',
  undoing: 'imports.history.states.undoing',
  undone: 'imports.history.states.undone',
} as const

/** What came of an import. */
export function Done({ result, onAgain }: { result: Import; onAgain(): void }) {
  // It may be taken back or gone on with in the list beneath.
  const { data } = useQuery(importsQuery)
  const { counts, state, kind, undoUntilMs } = data?.find(({ id }) => id === result.id) ?? result
  const isTakenBack = state === 'undoing' || state === 'undone'
  return (
    <Stack gap="md">
      <Paper withBorder p="md" role="status">
        <Title order={3} mb="xs">
          {t(titles[state])}
        </Title>
        <Text size="sm">
          {isTakenBack
            ? (['takenBack', 'kept'] as const)
                .filter((name) => counts[name] > 0)
                .map((name) => t(`imports.history.${name}`, { count: counts[name] }))
                .join(' · ')
            : (['created', 'updated', 'same', 'refused', 'waiting'] as const)
                .filter((name) => counts[name] > 0)
                .map((name) => t(`imports.done.${name}`, { count: counts[name] }))
                .join(' ')}
        </Text>
        {undoUntilMs !== null && (
          <Text size="sm" c="dimmed">
            {t('imports.done.undoHint')}
          </Text>
        )}
        <Group gap="xs" mt="sm">
          <Button onClick={() => openPage(kind === 'clients' ? 'people' : 'calendar')}>
            {t(kind === 'clients' ? 'imports.done.toPeople' : 'imports.done.toCalendar')}
          </Button>
          <Button variant="default" onClick={onAgain}>
            {t('imports.again')}
          </Button>
        </Group>
      </Paper>
      <History />
    </Stack>
  )
}
