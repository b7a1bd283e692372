import { Button, Group, PasswordInput, Radio, Stack } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

const shortestPassphrase = 8

/** Where the secrets are kept on a system without a keyring: under a passphrase, or nowhere but in memory. */
export function ChooseVault({ onClose }: { onClose(): void }) {
  return (
    <Dialog onClose={onClose} title={t('vault.title')}>
      <ChooseVaultForm onDone={onClose} />
    </Dialog>
  )
}

function ChooseVaultForm({ onDone }: { onDone(): void }) {
  const form = useForm({
    initialValues: { mode: 'passphrase' as 'passphrase' | 'memory', passphrase: '', repeated: '' },
    validate: {
      passphrase: (value, { mode }) =>
        mode === 'passphrase' && value.length < shortestPassphrase ? t('vault.tooShort', { count: shortestPassphrase }) : null,
      repeated: (value, { mode, passphrase }) => (mode === 'passphrase' && value !== passphrase ? t('vault.notTheSame') : null),
    },
  })
  const choose = useMutation({
    mutationFn: ({ mode, passphrase }: typeof form.values) =>
      desk.vault.choose(mode === 'passphrase' ? { mode, passphrase } : { mode: 'memory' }),
    onSuccess: () => {
      tell(t('vault.chosen'))
      onDone()
    },
  })
  const withPassphrase = form.values.mode === 'passphrase'
  return (
    <form onSubmit={form.onSubmit((values) => choose.mutate(values))}>
      <Stack gap="sm">
        <Radio.Group aria-label={t('vault.title')} {...form.getInputProps('mode')}>
          <Stack gap="xs">
            <Radio value="passphrase" label={t('vault.inDatabase')} description={t('vault.inDatabaseMeans')} />
            <Radio value="memory" label={t('vault.inMemory')} description={t('vault.inMemoryMeans')} />
          </Stack>
        </Radio.Group>
        {withPassphrase && (
          <>
            <PasswordInput
              label={t('vault.passphrase')}
              description={t('vault.passphraseMeans')}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('vault.show') }}
              {...form.getInputProps('passphrase')}
            />
            <PasswordInput
              label={t('vault.repeated')}
              autoComplete="new-password"
              visibilityToggleButtonProps={{ 'aria-label': t('vault.showRepeated') }}
              {...form.getInputProps('repeated')}
            />
          </>
        )}
        {choose.error && <ErrorNotice title={t('vault.notKept')} error={choose.error} />}
        <Group>
          <Button type="submit" loading={choose.isPending}>
            {t(withPassphrase ? 'vault.usePassphrase' : 'vault.useMemory')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}
