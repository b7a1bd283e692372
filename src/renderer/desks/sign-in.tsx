import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { t } from '../ui/t.tsx'
import { auth } from './auth.ts'
import { DoorPage, focus } from './door-page.tsx'
import { PasskeyWay } from './passkey-way.tsx'
import { useEntry } from './use-entry.ts'

interface Values {
  readonly name: string
  readonly password: string
}

/** By name and password, or by a passkey, where the address can have one. */
export function SignIn({ passkeys, hasEnded, onSignedIn }: { passkeys: boolean; hasEnded: boolean; onSignedIn(): void }) {
  const { busy, refusal, enter } = useEntry(onSignedIn)
  const form = useForm<Values>({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('desks.signIn.nameMissing') : null),
      password: (password) => (password === '' ? t('desks.signIn.passwordMissing') : null),
    },
  })

  return (
    <DoorPage title={t('desks.signIn.title')}>
      <Stack gap="sm">
        {hasEnded && refusal === null && <Alert color="gray">{t('desks.signIn.ended')}</Alert>}
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <form
          noValidate
          onSubmit={form.onSubmit(
            ({ name, password }) => void enter('password', () => auth.signIn({ name: name.trim(), password })),
            (errors) => document.getElementById('name' in errors ? 'sign-in-name' : 'sign-in-password')?.focus(),
          )}
        >
          <Stack gap="sm">
            <TextInput
              id="sign-in-name"
              size="sm"
              label={t('desks.signIn.name')}
              description={t('desks.signIn.nameAbout')}
              autoComplete="username webauthn"
              autoCapitalize="words"
              spellCheck={false}
              ref={focus}
              maxLength={60}
              {...form.getInputProps('name')}
            />
            <PasswordInput
              id="sign-in-password"
              size="sm"
              label={t('desks.signIn.password')}
              autoComplete="current-password"
              maxLength={200}
              visibilityToggleButtonProps={{ 'aria-label': t('desks.signIn.showPassword') }}
              {...form.getInputProps('password')}
            />
            <Button type="submit" size="sm" loading={busy === 'password'} disabled={busy === 'passkey'}>
              {t('desks.signIn.submit')}
            </Button>
          </Stack>
        </form>
        <PasskeyWay
          offered={passkeys}
          label={t('desks.signIn.passkey')}
          without={t('desks.signIn.noPasskeys')}
          busy={busy}
          onChoose={() => void enter('passkey', () => auth.signInByPasskey())}
        />
        <Text size="sm" c="dimmed">
          {t('desks.signIn.forgotten')}
        </Text>
      </Stack>
    </DoorPage>
  )
}
