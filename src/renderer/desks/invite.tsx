import { Button, Group, Radio, Stack, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { deskRoles } from '../../shared/sharing-words.ts'
import type { DeskRole } from '../../shared/sharing-words.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { hasCode } from '../ui/error-words.ts'
import { t } from '../ui/t.tsx'
import { InvitationLink } from './invitation-link.tsx'

interface Values {
  readonly name: string
  readonly role: DeskRole
}

/** Invites somebody, and shows the link this once. */
export function Invite({ onClose }: { onClose(): void }) {
  const form = useForm<Values>({
    initialValues: { name: '', role: 'desk' },
    validate: { name: (name) => (name.trim() === '' ? t('desks.tab.invite.nameMissing') : null) },
  })
  const invite = useMutation({
    mutationFn: ({ name, role }: Values) => desk.desks.people.invite({ name: name.trim(), role }),
    onError: (error) => {
      if (hasCode(error, 'NAME_TAKEN')) form.setFieldError('name', t('desks.tab.invite.nameTaken'))
    },
  })
  if (invite.data) return <InvitationLink name={form.values.name.trim()} invitation={invite.data} onClose={onClose} />
  return (
    <Dialog onClose={onClose} title={t('desks.tab.invite.title')} size="lg">
      <form onSubmit={form.onSubmit((values) => invite.mutate(values))}>
        <Stack gap="sm">
          <TextInput
            label={t('desks.tab.invite.name')}
            description={t('desks.tab.invite.nameAbout')}
            data-autofocus
            data-private
            maxLength={60}
            {...form.getInputProps('name')}
          />
          <Radio.Group label={t('desks.tab.invite.role')} {...form.getInputProps('role')}>
            <Stack gap={8} mt={6}>
              {deskRoles.map((role) => (
                <Radio key={role} value={role} label={t(`desks.role.${role}.name`)} description={t(`desks.role.${role}.about`)} />
              ))}
            </Stack>
          </Radio.Group>
          <Refused error={invite.error} />
          <Group gap="xs">
            <Button type="submit" loading={invite.isPending}>
              {t('desks.tab.invite.make')}
            </Button>
            <Button variant="default" onClick={onClose}>
              {t('desks.tab.invite.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}

/** What is not about the name's field. */
function Refused({ error }: { error: unknown }) {
  if (error === null || hasCode(error, 'NAME_TAKEN')) return null
  const shown = hasCode(error, 'UNREACHABLE') ? new Error(t('desks.tab.invite.unreachable')) : error
  return <ErrorNotice title={t('desks.tab.invite.failed')} error={shown} />
}
