import { Alert, Button, Code, Group, Modal, Stack, Text } from '@mantine/core'
import type { DeskInvitation } from '../../shared/contract/desks.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './desks.module.css'

/** The link, this once. Nothing but the button closes it: it cannot be had again. */
export function InvitationLink({ name, invitation, onClose }: { name: string; invitation: DeskInvitation; onClose(): void }) {
  return (
    <Modal
      opened
      onClose={onClose}
      closeOnEscape={false}
      closeOnClickOutside={false}
      withCloseButton={false}
      title={<span data-private>{t('desks.tab.invite.made', { name })}</span>}
      size="lg"
    >
      <Stack gap="sm">
        <Alert color="yellow">{t('desks.tab.invite.once')}</Alert>
        <Group gap="xs" wrap="nowrap">
          <Code className={classes.link}>{invitation.link}</Code>
          <CopyButton withText value={invitation.link} label={t('desks.tab.invite.copy')} />
        </Group>
        <Text size="sm" c="dimmed">
          {t('desks.tab.invite.ends')} <Time ms={invitation.endsAtMs} />
        </Text>
        <Group>
          <Button onClick={onClose}>{t('desks.tab.invite.kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
