import { Alert, Button, PasswordInput, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useEffect, useState } from 'react'
import { dateWords } from './date-words.ts'
import { t, Words } from '../ui/t.tsx'
import { auth, AuthError } from './auth.ts'
import type { AuthRefusal, Invitation as Invited } from './auth.ts'
import { DoorPage, focus } from './door-page.tsx'
import { PasskeyWay } from './passkey-way.tsx'
import { leastPasswordLength, passwordStrength } from './password-strength.ts'
import { refusedSentence } from './refused-words.ts'
import { Strength } from './strength.tsx'
import { useEntry } from './use-entry.ts'

/** Which field a refusal is about; the others are said above the form. */
const fieldOf: Partial<Record<AuthRefusal, 'name' | 'password'>> = {
  NAME_DIFFERS: 'name',
  PASSWORD_SHORT: 'password',
  PASSWORD_LONG: 'password',
  PASSWORD_NAME: 'password',
  PASSWORD_PLAIN: 'password',
}

/** What an invitation's link leads to. @param onLeave there is nothing to accept: to the page for signing in */
export function Invitation({ token, onSignedIn, onLeave }: { token: string; onSignedIn(): void; onLeave(): void }) {
  const [read, setRead] = useState<{ readonly invited: Invited } | { readonly error: unknown } | null>(null)
  useEffect(() => {
    let isOver = false
    auth.invitation(token).then(
      (invited) => !isOver && setRead({ invited }),
      (error: unknown) => !isOver && setRead({ error }),
    )
    return () => void (isOver = true)
  }, [token])
  if (read === null) {
    return (
      <DoorPage title={t('desks.invitation.title')}>
        <Text>{t('desks.invitation.checking')}</Text>
      </DoorPage>
    )
  }
  if ('invited' in read) return <Accept token={token} invited={read.invited} onSignedIn={onSignedIn} />
  const isGone = read.error instanceof AuthError && read.error.code === 'INVITATION_GONE'
  return (
    <DoorPage title={t(isGone ? 'desks.invitation.gone.title' : 'desks.invitation.title')}>
      <Stack gap="sm">
        <Text role="alert">{isGone ? t('desks.invitation.gone.about') : refusedSentence(read.error)}</Text>
        <Button size="sm" variant="default" onClick={isGone ? onLeave : () => location.reload()}>
          {t(isGone ? 'desks.invitation.gone.signIn' : 'ui.tryAgain')}
        </Button>
      </Stack>
    </DoorPage>
  )
}

interface Values {
  readonly name: string
  readonly password: string
}

function Accept({ token, invited, onSignedIn }: { token: string; invited: Invited; onSignedIn(): void }) {
  const { role, invitedBy, endsAtMs, isRenewal, passkeys } = invited
  const form = useForm<Values>({
    initialValues: { name: '', password: '' },
    validate: {
      name: (name) => (name.trim() === '' ? t('desks.invitation.nameMissing') : null),
      password: (password) =>
        passwordStrength(password).level === 'short' ? t('desks.invitation.passwordMissing', { least: leastPasswordLength }) : null,
    },
  })

  const sayAt = (error: unknown, sentence: string): boolean => {
    const field = error instanceof AuthError ? fieldOf[error.code] : undefined
    if (field === undefined) return false
    form.setFieldError(field, sentence)
    document.getElementById(`accept-${field}`)?.focus()
    return true
  }
  const { busy, refusal, enter } = useEntry(onSignedIn, sayAt)

  const byPasskey = (): void => {
    // Only the name: a passkey takes the password's place.
    if (form.validateField('name').hasError) return document.getElementById('accept-name')?.focus()
    void enter('passkey', () => auth.addPasskey({ token, name: form.values.name.trim() }))
  }

  return (
    <DoorPage title={t(isRenewal ? 'desks.invitation.titleRenewal' : 'desks.invitation.title')}>
      <Stack gap="sm">
        <Text>
          <Words
            k={isRenewal ? 'desks.invitation.byRenewal' : 'desks.invitation.by'}
            values={{ by: invitedBy, role: t(`desks.role.${role}.name`) }}
            parts={{ by: <strong data-private />, role: <strong /> }}
          />
        </Text>
        <Text size="sm" c="dimmed">
          {t(`desks.role.${role}.about`)}. {t('desks.invitation.ends')} {dateWords(endsAtMs)}.
        </Text>
        {refusal !== null && (
          <Alert color="red" role="alert">
            {refusal}
          </Alert>
        )}
        <form
          noValidate
          onSubmit={form.onSubmit(
            ({ name, password }) => void enter('password', () => auth.accept({ token, name: name.trim(), password })),
            (errors) => document.getElementById('name' in errors ? 'accept-name' : 'accept-password')?.focus(),
          )}
        >
          <Stack gap="sm">
            <TextInput
              id="accept-name"
              size="sm"
              label={t('desks.invitation.name')}
              description={t('desks.invitation.nameAbout', { by: invitedBy })}
              autoComplete="username"
              autoCapitalize="words"
              spellCheck={false}
              ref={focus}
              maxLength={60}
              {...form.getInputProps('name')}
            />
            <div>
              <PasswordInput
                id="accept-password"
                size="sm"
                label={t('desks.invitation.password')}
                description={t('desks.invitation.passwordAbout', { least: leastPasswordLength })}
                autoComplete="new-password"
                maxLength={200}
                mb={4}
                visibilityToggleButtonProps={{ 'aria-label': t('desks.signIn.showPassword') }}
                {...form.getInputProps('password')}
              />
              <Strength password={form.values.password} />
            </div>
            <Button type="submit" size="sm" loading={busy === 'password'} disabled={busy === 'passkey'}>
              {t('desks.invitation.submit')}
            </Button>
          </Stack>
        </form>
        <PasskeyWay
          offered={passkeys}
          label={t('desks.invitation.passkey')}
          about={t('desks.invitation.passkeyAbout')}
          without={t('desks.invitation.noPasskeys')}
          busy={busy}
          onChoose={byPasskey}
        />
      </Stack>
    </DoorPage>
  )
}
