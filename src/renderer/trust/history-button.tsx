import { Button } from '@mantine/core'
import { IconHistory } from '@tabler/icons-react'
import type { ProviderId } from '../../shared/words.ts'
import { t } from '../ui/t.tsx'
import { showChangesAbout } from './changes-about.ts'

/** Leads to who changed what of a provider's settings and secrets. */
export function HistoryButton({ provider }: { provider: ProviderId }) {
  return (
    <Button
      flex="none"
      variant="subtle"
      size="compact-sm"
      leftSection={<IconHistory size={14} />}
      onClick={() => showChangesAbout(provider)}
    >
      {t('trust.changes.history')}
    </Button>
  )
}
