import { Alert, Button, Code, Group, Paper, Stack, Switch, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { OtherDesks } from '../../shared/contract/desks.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { openSettings } from '../settings/open-section.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'

/** Whether other desks are let in, under which address, and what is missing for it. */
export function Switchboard({ state }: { state: OtherDesks }) {
  const { enabled, obstacle, by, address, localAddress, passkeys } = state
  const turn = useMutation({
    mutationFn: (otherDesks: boolean) => desk.settings.update({ otherDesks }),
    onSuccess: ({ otherDesks }) => tell(t(otherDesks ? 'desks.tab.on' : 'desks.tab.off')),
    onError: (error) => tellFailure(t('desks.tab.notSwitched'), error),
  })
  return (
    <Paper withBorder p="md">
      <Stack gap="sm">
        <Reserved to="desks.people.invite">
          <Switch
            label={t('desks.tab.switch')}
            description={t('desks.tab.switchAbout')}
            checked={enabled}
            disabled={turn.isPending}
            onChange={({ currentTarget }) => turn.mutate(currentTarget.checked)}
          />
        </Reserved>
        {obstacle !== null && (
          <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
            <Text size="sm">{t(`desks.tab.state.${obstacle}`)}</Text>
            {obstacle !== 'not-receiving' && (
              <Button
                size="compact-sm"
                variant="default"
                mt={6}
                onClick={() => openSettings(obstacle === 'no-address' ? 'public-address' : 'receiver')}
              >
                {t('reach.openSettings')}
              </Button>
            )}
          </Alert>
        )}
        {enabled && address !== null && <Address k="desks.tab.state.ready" address={address} />}
        {enabled && localAddress !== null && localAddress !== address && <Address k="desks.tab.state.local" address={localAddress} />}
        {enabled && by !== null && (
          <Text size="sm" c="dimmed">
            {t(by === 'certificate' ? 'desks.tab.state.byCertificate' : 'desks.tab.state.byProxy')}
          </Text>
        )}
        {enabled && address !== null && !passkeys && (
          <Text size="sm" c="dimmed">
            {t('desks.tab.state.noPasskeys')}
          </Text>
        )}
        {!enabled && (
          <Text size="sm" c="dimmed">
            {t('desks.tab.state.off')}
          </Text>
        )}
      </Stack>
    </Paper>
  )
}

function Address({ k, address }: { k: 'desks.tab.state.ready' | 'desks.tab.state.local'; address: string }) {
  return (
    <Group gap="xs">
      <Text size="sm">
        <Words k={k} parts={{ address: <Code>{address}</Code> }} />
      </Text>
      <CopyButton value={address} label={t('desks.tab.state.copyAddress')} />
    </Group>
  )
}
