import { Badge, Button, Group, Paper, Select, Table, Text, Title, VisuallyHidden } from '@mantine/core'
import { IconDeviceDesktop } from '@tabler/icons-react'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { DeskInvitation, DeskPerson, OtherDesks } from '../../shared/contract/desks.ts'
import { deskRoles } from '../../shared/sharing-words.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'
import { useCommandList } from '../app/commands.ts'
import { useNow } from '../app/now.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { offerUndo } from '../gestures/undo.tsx'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { Invite } from './invite.tsx'
import { InvitationLink } from './invitation-link.tsx'
import { peopleQuery } from './queries.ts'

const commands = () => [
  { id: 'desks-invite', label: t('desks.tab.invite.title'), group: t('desks.tab.title'), asks: 'desks.people.invite' as const },
]

/** Who may sign in at other desks, and as what. */
export function People({ state }: { state: OtherDesks }) {
  const { data, error, isPending, refetch } = useQuery(peopleQuery)
  const [isInviting, setInviting] = useState(false)
  useCommandList(commands, () => state.enabled && setInviting(true))
  const isEmpty = data?.length === 0
  const invite = (
    <Reserved to="desks.people.invite">
      <Button disabled={!state.enabled} onClick={() => setInviting(true)}>
        {t('desks.tab.people.invite')}
      </Button>
    </Reserved>
  )
  return (
    <section aria-labelledby="desk-people">
      <Group justify="space-between" mb="xs">
        <Title order={3} id="desk-people">
          {t('desks.tab.people.title')}
        </Title>
        {!isEmpty && invite}
      </Group>
      {isPending && <TableSkeleton rows={3} />}
      {error && !data && <ErrorNotice title={t('desks.tab.unreadable')} error={error} onRetry={() => void refetch()} />}
      {isEmpty && (
        <Paper withBorder>
          <EmptyState
            icon={<IconDeviceDesktop size={28} stroke={1.5} aria-hidden />}
            title={t('desks.tab.people.none.title')}
            description={t('desks.tab.people.none.about')}
          >
            {invite}
          </EmptyState>
        </Paper>
      )}
      {data && data.length > 0 && (
        <Paper withBorder>
          <Table.ScrollContainer minWidth={760}>
            <Table aria-labelledby="desk-people" verticalSpacing={6}>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('desks.tab.people.name')}</Table.Th>
                  <Table.Th>{t('desks.tab.people.role')}</Table.Th>
                  <Table.Th>{t('desks.tab.people.signsIn')}</Table.Th>
                  <Table.Th>{t('desks.tab.people.lastSeen')}</Table.Th>
                  <Table.Th>
                    <VisuallyHidden>{t('desks.tab.people.deeds')}</VisuallyHidden>
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.map((person) => (
                  <Row key={person.id} person={person} />
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
      {isInviting && <Invite onClose={() => setInviting(false)} />}
    </section>
  )
}

function Row({ person }: { person: DeskPerson }) {
  const { id, name, role, sessions, lastSeenAtMs } = person
  const [renewed, setRenewed] = useState<DeskInvitation | null>(null)
  const renew = useMutation({
    mutationFn: () => desk.desks.people.renewInvite({ id }),
    onSuccess: setRenewed,
    onError: (error) => {
      if (hasCode(error, 'UNREACHABLE')) tell(t('desks.tab.invite.unreachable'))
      else tellFailure(t('desks.tab.invite.failed'), error)
    },
  })
  const remove = useMutation({
    mutationFn: () => desk.desks.people.remove({ id }),
    onSuccess: () => tell(t('desks.tab.people.removed', { name })),
    onError: (error) => tellFailure(t('desks.tab.people.notRemoved'), error),
  })
  return (
    <Table.Tr>
      <Table.Td>
        <Text size="sm" fw={500} data-private>
          {name}
        </Text>
        <Standing person={person} />
      </Table.Td>
      <Table.Td>
        <RoleOf id={id} name={name} role={role} />
      </Table.Td>
      <Table.Td>{waysIn(person)}</Table.Td>
      <Table.Td>
        <Group gap={6}>
          {lastSeenAtMs === null ? t('desks.tab.people.never') : <Time ms={lastSeenAtMs} as="relative" />}
          {sessions > 0 && <Badge color="green">{t('desks.tab.people.online')}</Badge>}
        </Group>
      </Table.Td>
      <Table.Td>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          <Reserved to="desks.people.renewInvite">
            <Button size="compact-sm" variant="default" loading={renew.isPending} onClick={() => renew.mutate()}>
              {t('desks.tab.people.renew')}
            </Button>
          </Reserved>
          <ConfirmButton
            size="compact-sm"
            label={t('desks.tab.people.remove')}
            confirmLabel={t('desks.tab.people.remove')}
            question={t('desks.tab.people.removeQuestion')}
            loading={remove.isPending}
            onConfirm={() => remove.mutate()}
          />
        </Group>
        {renewed && <InvitationLink name={name} invitation={renewed} onClose={() => setRenewed(null)} />}
      </Table.Td>
    </Table.Tr>
  )
}

/** An invitation that waits, or has ended without anybody having used it. */
function Standing({ person: { invitation, joinedAtMs } }: { person: DeskPerson }) {
  const now = useNow()
  if (!invitation) return null
  const hasEnded = invitation.endsAtMs <= now
  // Whoever has joined is in as before: a link that was not used is no news.
  if (hasEnded && joinedAtMs !== null) return null
  return (
    <Text size="xs" c={hasEnded ? 'var(--bad)' : 'dimmed'}>
      {hasEnded ? (
        t('desks.tab.people.inviteEnded')
      ) : (
        <>
          {t(joinedAtMs === null ? 'desks.tab.people.invited' : 'desks.tab.people.renewed')} <Time ms={invitation.endsAtMs} />
        </>
      )}
    </Text>
  )
}

function waysIn({ hasPassword, passkeys }: DeskPerson): string {
  const ways = [
    ...(hasPassword ? [t('desks.tab.people.password')] : []),
    ...(passkeys > 0 ? [t('desks.tab.people.passkeys', { count: passkeys })] : []),
  ]
  return ways.length === 0 ? t('desks.tab.people.nothing') : ways.join(', ')
}

function RoleOf({ id, name, role }: { id: number; name: string; role: DeskRole }) {
  const put = useMutation({ mutationFn: (next: DeskRole) => desk.desks.people.setRole({ id, role: next }) })
  const set = async (next: DeskRole): Promise<void> => {
    try {
      await put.mutateAsync(next)
      offerUndo(`role-${id}-${next}`, t('desks.tab.people.roleSet', { name, role: t(`desks.role.${next}.name`) }), () =>
        desk.desks.people.setRole({ id, role }),
      )
    } catch (error) {
      tellFailure(t('desks.tab.people.roleNotSet'), error)
    }
  }
  return (
    <Reserved to="desks.people.setRole">
      <Select
        w={140}
        allowDeselect={false}
        aria-label={t('desks.tab.people.roleOf', { name })}
        disabled={put.isPending}
        value={role}
        onChange={(next) => next !== null && next !== role && void set(next)}
        data={deskRoles.map((each) => ({ value: each, label: t(`desks.role.${each}.name`) }))}
      />
    </Reserved>
  )
}
