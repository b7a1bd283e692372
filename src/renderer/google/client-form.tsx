import { Button, Group, PasswordInput, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import type { Google } from '../../shared/contract/google.ts'
import { desk } from '../desk/client.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './google.module.css'

/** The same as the contract's: the desk checks again. */
const clientId = /^[\w.-]+\.apps\.googleusercontent\.com$/

/** The id and the secret of the office's OAuth client, as Google's console shows them. */
export function ClientForm({ client, onDone }: { client: Google['client']; onDone(): void }) {
  const form = useForm({
    initialValues: { id: client?.id ?? '', secret: '' },
    validate: { id: (id) => (clientId.test(id.trim()) ? null : t('google.client.badId')) },
  })
  const save = useMutation({
    mutationFn: ({ id, secret }: typeof form.values) => desk.google.setClient({ id: id.trim(), secret: secret.trim() || null }),
    onSuccess: () => {
      tell(t('google.client.saved'))
      onDone()
    },
    onError: (error) => form.setFieldError('id', hasCode(error, 'VAULT') ? t('google.client.noVault') : errorSentence(error)),
  })
  return (
    <form className={classes.form} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <TextInput
        label={t('google.client.id')}
        placeholder={t('google.client.idPlaceholder')}
        autoComplete="off"
        spellCheck={false}
        {...form.getInputProps('id')}
      />
      <PasswordInput
        label={t('google.client.secret')}
        description={t('google.client.secretMeans')}
        autoComplete="off"
        maw={420}
        visibilityToggleButtonProps={{ 'aria-label': t('google.client.show') }}
        {...form.getInputProps('secret')}
      />
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {t('google.client.save')}
        </Button>
        {client !== null && (
          <Button variant="default" onClick={onDone}>
            {t('google.client.cancel')}
          </Button>
        )}
      </Group>
    </form>
  )
}
