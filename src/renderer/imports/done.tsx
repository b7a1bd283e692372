import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core'
import type { Import } from '../../shared/contract/imports.ts'
import { openPage } from '../app/navigation.ts'
import { t } from '../ui/t.tsx'
import { History } from './history.tsx'

/** What came of an import. */
export function Done({ result, onAgain }: { result: Import; onAgain(): void }) {
  const { counts, state, kind } = result
  return (
    <Stack gap="md">
      <Paper withBorder p="md" role="status">
        <Title order={3} mb="xs">
          {t(state === 'done' ? 'imports.done.title' : 'imports.done.stopped')}
        </Title>
        <Text size="sm">
          {(['created', 'updated', 'same', 'refused', 'waiting'] as const)
            .filter((name) => counts[name] > 0)
            .map((name) => t(`imports.done.${name}`, { count: counts[name] }))
            .join(' ')}
        </Text>
        <Text size="sm" c="dimmed" mb="sm">
          {t('imports.done.undoHint')}
        </Text>
        <Group gap="xs">
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
