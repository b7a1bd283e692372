import { Text } from '@mantine/core'
import type { DeskInvitation } from '../../shared/contract/desks.ts'
import { ShownOnce } from '../ui/shown-once.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'

/** The link, this once. */
export function InvitationLink({ name, invitation, onClose }: { name: string; invitation: DeskInvitation; onClose(): void }) {
  return (
    <ShownOnce
      title={<span data-private>{t('desks.tab.invite.made', { name })}</span>}
      once={t('desks.tab.invite.once')}
      value={invitation.link}
      copyLabel={t('desks.tab.invite.copy')}
      kept={t('desks.tab.invite.kept')}
      onClose={onClose}
    >
      <Text size="sm" c="dimmed">
        {t('desks.tab.invite.ends')} <Time ms={invitation.endsAtMs} />
      </Text>
    </ShownOnce>
  )
}
