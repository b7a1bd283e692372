import { Alert } from '@mantine/core'
import { IconCircleX } from '@tabler/icons-react'
import type { CheckedAgainResult } from '../../shared/contract/replays.ts'
import { t } from '../ui/t.tsx'

/** That a check with today's secrets found no better than the one at reception. */
export function StillRefused({ children }: { children: string }) {
  return (
    <Alert role="status" color="yellow" variant="light" p="xs" mt="xs" icon={<IconCircleX size={18} aria-hidden />}>
      {children}
    </Alert>
  )
}

/** What the check found. @param name the provider's */
export function checkedWords(result: CheckedAgainResult, name: string): string {
  if (result.kind === 'verified') return t(`replay.checked.${result.key}`)
  if (result.kind === 'refused') return t('replay.checked.refused', { failure: result.failure })
  return t(`replay.cannot.${result.because}`, { name })
}
