import { Button, Group, Paper, Progress, Text } from '@mantine/core'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/t.tsx'

interface RunningProps {
  readonly done: number
  readonly total: number
  readonly label: string
  /** What stopping means. */
  readonly about: string | null
  onStop(): void
}

/** How far an import is, and a way to stop it. */
export function Running({ done, total, label, about, onStop }: RunningProps) {
  return (
    <Paper withBorder p="md" role="status" aria-label={label}>
      <Group justify="space-between" mb="xs">
        <Text fw={500}>{label}</Text>
        <Text size="sm">{total > 0 && t('imports.run.progress', { done: formatNumber(done), total: formatNumber(total) })}</Text>
      </Group>
      <Progress value={total === 0 ? 0 : (done / total) * 100} aria-label={label} mb="sm" />
      <Group gap="sm">
        <Button variant="default" onClick={onStop}>
          {t('imports.run.stop')}
        </Button>
        {about !== null && (
          <Text size="sm" c="dimmed">
            {about}
          </Text>
        )}
      </Group>
    </Paper>
  )
}
