import { Progress, Text } from '@mantine/core'

export function SampleDayProgress({ done, total }: { done: number; total: number }) {
  return (
    <div role="status">
      <Progress mt="sm" value={(done / total) * 100} aria-label="Sample day" />
      <Text size="sm" mt={4}>
        Posting signed deliveries to the receiver: {done} of {total}
      </Text>
    </div>
  )
}
