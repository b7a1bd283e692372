import { Alert } from '@mantine/core'
import { IconCircleCheck, IconCircleX } from '@tabler/icons-react'
import type { CheckedAgainResult } from '../../shared/contract/replays.ts'
import type { ProviderId } from '../../shared/words.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'

/** What the check with today's secrets found. */
export function CheckedAgain({ result, provider }: { result: CheckedAgainResult; provider: ProviderId }) {
  const isGood = result.kind === 'verified'
  return (
    <Alert
      role="status"
      color={isGood ? 'green' : 'yellow'}
      variant="light"
      p="xs"
      mt="xs"
      icon={isGood ? <IconCircleCheck size={18} aria-hidden /> : <IconCircleX size={18} aria-hidden />}
    >
      {words(result, sourceName(provider))}
    </Alert>
  )
}

function words(result: CheckedAgainResult, name: string): string {
  if (result.kind === 'verified') return t(`replay.checked.${result.key}`)
  if (result.kind === 'refused') return t('replay.checked.refused', { failure: result.failure })
  return t(`replay.cannot.${result.because}`, { name })
}
