import { Button, Group, Modal, PasswordInput, Radio, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell } from '../ui/notify.ts'

const shortestPassphrase = 8

/** Where the secrets are kept on a system without a keyring: under a passphrase, or nowhere but in memory. */
export function ChooseVault({ opened, onClose }: { opened: boolean; onClose(): void }) {
  return (
    <Modal opened={opened} onClose={onClose} title="Where signing secrets are kept" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ChooseVaultForm onDone={onClose} />
    </Modal>
  )
}

function ChooseVaultForm({ onDone }: { onDone(): void }) {
  const form = useForm({
    initialValues: { mode: 'passphrase' as 'passphrase' | 'memory', passphrase: '', repeated: '' },
    validate: {
      passphrase: (value, { mode }) =>
        mode === 'passphrase' && value.length < shortestPassphrase ? `A passphrase has at least ${shortestPassphrase} characters.` : null,
      repeated: (value, { mode, passphrase }) => (mode === 'passphrase' && value !== passphrase ? 'The two are not the same.' : null),
    },
  })
  const choose = useMutation({
    mutationFn: ({ mode, passphrase }: typeof form.values) =>
      desk.vault.choose(mode === 'passphrase' ? { mode, passphrase } : { mode: 'memory' }),
    onSuccess: () => {
      tell('Chosen. Signing secrets can be set now.')
      onDone()
    },
  })
  const withPassphrase = form.values.mode === 'passphrase'
  return (
    <form onSubmit={form.onSubmit((values) => choose.mutate(values))}>
      <Stack gap="sm">
        <Radio.Group aria-label="Where signing secrets are kept" {...form.getInputProps('mode')}>
          <Stack gap="xs">
            <Radio
              value="passphrase"
              label="In the database, under a passphrase"
              description="Encrypted (scrypt, AES-256-GCM). Deskbell asks for it at each start and receives nothing before."
            />
            <Radio
              value="memory"
              label="In memory only"
              description="Gone when Deskbell closes: the secrets are set again after each start."
            />
          </Stack>
        </Radio.Group>
        {withPassphrase && (
          <>
            <PasswordInput
              label="Passphrase"
              description="It cannot be recovered. If it is lost, the secrets are set anew."
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
              {...form.getInputProps('passphrase')}
            />
            <PasswordInput
              label="The same again"
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': 'Show the repeated passphrase' }}
              {...form.getInputProps('repeated')}
            />
          </>
        )}
        {choose.error && <ErrorNotice title="It could not be kept" error={choose.error} />}
        <Group>
          <Button type="submit" loading={choose.isPending}>
            {withPassphrase ? 'Use this passphrase' : 'Keep them in memory'}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
