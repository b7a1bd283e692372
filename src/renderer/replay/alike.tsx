import { Button, Group, Text } from '@mantine/core'
import { showInLog } from '../log/log-memory.ts'
import { t } from '../ui/t.tsx'
import { askToReplay } from './ask-bulk.ts'
import { like } from './like.ts'

/** The desk counts no further. */
const mostCounted = 10_000

/** What else has the same trouble, and all of it at once. */
export function Alike({ id, count }: { id: number; count: number }) {
  if (count === 0) return null
  return (
    <Group gap="xs" mt="xs">
      <Text size="sm">{count >= mostCounted - 1 ? t('replay.alikeMost', { count: mostCounted }) : t('replay.alike', { count })}</Text>
      <Button size="compact-sm" variant="default" onClick={() => askToReplay(like(id))}>
        {t('replay.replayAlike')}
      </Button>
      <Button size="compact-sm" variant="subtle" onClick={() => showInLog({ alike: id })}>
        {t('replay.showAlike')}
      </Button>
    </Group>
  )
}
