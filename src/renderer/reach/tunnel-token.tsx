import { Button, Group, PasswordInput, Text } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './reach.module.css'

/** The same as the contract's: the desk checks again. */
const shortestToken = 8

/** The tunnel's authtoken: typed in once, and known by its last four characters from then on. */
export function TunnelToken({ lastFour }: { lastFour: string | null }) {
  const [replacing, setReplacing] = useState(false)
  const forget = useMutation({
    mutationFn: () => desk.reach.setTunnelToken({ token: null }),
    onSuccess: () => tell(t('reach.token.forgotten')),
    onError: (error) => tellFailure(t('reach.token.notForgotten'), error),
  })
  if (lastFour === null || replacing) {
    return <TokenForm onSaved={() => setReplacing(false)} onCancel={replacing ? () => setReplacing(false) : null} />
  }
  return (
    <div className={classes.token} role="group" aria-label={t('reach.token.label')}>
      <Group gap="xs">
        <Text size="sm" fw={500}>
          {t('reach.token.label')}
        </Text>
        <Text size="sm">{t('reach.token.set', { lastFour })}</Text>
        <Button variant="default" onClick={() => setReplacing(true)}>
          {t('reach.token.replace')}
        </Button>
        <ConfirmButton
          label={t('reach.token.forget')}
          question={t('reach.token.forgetQuestion')}
          confirmLabel={t('reach.token.forget')}
          loading={forget.isPending}
          onConfirm={() => forget.mutate()}
        />
      </Group>
    </div>
  )
}

function TokenForm({ onSaved, onCancel }: { onSaved(): void; onCancel: (() => void) | null }) {
  const form = useForm({
    initialValues: { token: '' },
    validate: { token: (token) => (token.trim().length < shortestToken ? t('reach.token.tooShort', { count: shortestToken }) : null) },
  })
  const save = useMutation({
    mutationFn: ({ token }: typeof form.values) => desk.reach.setTunnelToken({ token }),
    onSuccess: () => {
      form.reset()
      tell(t('reach.token.saved'))
      onSaved()
    },
    onError: (error) => form.setFieldError('token', hasCode(error, 'VAULT') ? t('reach.token.noVault') : errorSentence(error)),
  })
  return (
    <form className={classes.token} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <PasswordInput
        label={t('reach.token.label')}
        description={t('reach.token.about')}
        maw={460}
        autoComplete="off"
        spellCheck={false}
        visibilityToggleButtonProps={{ 'aria-label': t('vault.show') }}
        {...form.getInputProps('token')}
      />
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {t('reach.token.save')}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('reach.token.cancel')}
          </Button>
        )}
      </Group>
    </form>
  )
}
