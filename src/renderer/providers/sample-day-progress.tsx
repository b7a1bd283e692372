import { Progress, Text } from '@mantine/core'
import { t } from '../ui/t.tsx'

export function SampleDayProgress({ done, total }: { done: number; total: number }) {
  return (
    <div role="status">
      <Progress mt="sm" value={(done / total) * 100} aria-label={t('providers.sampleDay.label')} />
      <Text size="sm" mt={4}>
        {t('providers.sampleDay.progress', { done, total })}
      </Text>
    </div>
  )
}
