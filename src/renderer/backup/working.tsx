import { Button, Group, Progress, Text } from '@mantine/core'
import { t } from '../ui/t.tsx'
import { stopWork } from './work.ts'
import type { Work } from './work.ts'

/** How far it is, and the way to end it. */
export function Working({ work: { progress } }: { work: Work }) {
  const percent = progress === null || progress.total === 0 ? null : Math.min(100, Math.round((progress.done / progress.total) * 100))
  const step = t(`backup.step.${progress?.step ?? 'copy'}`)
  return (
    <Group gap="sm" wrap="nowrap" role="status">
      <div style={{ flex: 1, minWidth: 0 }}>
        <Text size="sm">{percent === null ? step : t('backup.percent', { step, percent })}</Text>
        <Progress mt={4} size="sm" value={percent ?? 100} animated={percent === null} aria-label={step} />
      </div>
      <Button variant="default" size="compact-sm" onClick={stopWork}>
        {t('backup.cancel')}
      </Button>
    </Group>
  )
}
