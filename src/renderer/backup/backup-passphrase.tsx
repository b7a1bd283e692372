import { Alert, Button, Group, PasswordInput, Stack, Text, Title } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import type { BackupState } from '../../shared/contract/backups.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './backup.module.css'

/** The same as the contract's: the desk checks again. */
const shortest = 12

type Encryption = NonNullable<BackupState['desk']>['encryption']

/** Whether backups are locked, and by what. The passphrase goes to the desk and never comes back. */
export function BackupPassphrase({ state }: { state: Encryption }) {
  const [isTyping, setTyping] = useState(false)
  const remove = useMutation({
    mutationFn: () => desk.backups.setPassphrase({ passphrase: null }),
    onSuccess: () => tell(t('backup.passphrase.removed')),
    onError: (error) => tellFailure(t('backup.passphrase.notSaved'), error),
  })
  return (
    <Stack gap={6} role="group" aria-label={t('backup.passphrase.title')}>
      <Title order={3}>{t('backup.passphrase.title')}</Title>
      <Text size="sm">{t(`backup.passphrase.${state}`)}</Text>
      {isTyping ? (
        <PassphraseForm isChange={state !== 'none'} onDone={() => setTyping(false)} />
      ) : (
        <Group gap="xs">
          <Button variant="default" onClick={() => setTyping(true)}>
            {t(state === 'none' ? 'backup.passphrase.set' : 'backup.passphrase.change')}
          </Button>
          {state !== 'none' && (
            <ConfirmButton
              label={t('backup.passphrase.remove')}
              question={t('backup.passphrase.removeQuestion')}
              confirmLabel={t('backup.passphrase.remove')}
              loading={remove.isPending}
              onConfirm={() => remove.mutate()}
            />
          )}
        </Group>
      )}
    </Stack>
  )
}

function PassphraseForm({ isChange, onDone }: { isChange: boolean; onDone(): void }) {
  const form = useForm({
    initialValues: { passphrase: '', again: '' },
    validate: {
      passphrase: (passphrase) => (passphrase.length < shortest ? t('backup.passphrase.tooShort', { count: shortest }) : null),
      again: (again, { passphrase }) => (again === passphrase ? null : t('backup.passphrase.differs')),
    },
  })
  const first = useRef<HTMLInputElement>(null)
  // The button that brought it is gone.
  useEffect(() => first.current?.focus(), [])
  const save = useMutation({
    mutationFn: ({ passphrase }: typeof form.values) => desk.backups.setPassphrase({ passphrase }),
    onSuccess: () => {
      tell(t('backup.passphrase.saved'))
      onDone()
    },
    onError: (error) => form.setFieldError('passphrase', hasCode(error, 'VAULT') ? t('backup.passphrase.noVault') : errorSentence(error)),
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Alert color="yellow">
        {t('backup.passphrase.warning')} {isChange && t('backup.passphrase.older')}
      </Alert>
      <PasswordInput
        label={t('backup.passphrase.first')}
        description={t('backup.passphrase.firstMore')}
        maw={460}
        ref={first}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('vault.show') }}
        {...form.getInputProps('passphrase')}
      />
      <PasswordInput
        label={t('backup.passphrase.again')}
        maw={460}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ 'aria-label': t('vault.showRepeated') }}
        {...form.getInputProps('again')}
      />
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {t('backup.passphrase.save')}
        </Button>
        <Button variant="default" onClick={onDone}>
          {t('backup.passphrase.cancel')}
        </Button>
      </Group>
    </form>
  )
}
