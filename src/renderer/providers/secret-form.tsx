import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ProviderCard } from '../../shared/contract.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { sourceName } from '../ui/labels.ts'
import { tell } from '../ui/notify.ts'
import { presentLanguage, t } from '../ui/t.tsx'
import { generateSecret } from './generate-secret.ts'
import classes from './providers.module.css'

/** The same as the contract's: the desk checks again. */
const shortestSecret = 16
const longestSecret = 512

export interface SecretFormProps {
  card: ProviderCard
  /** Set: a test waits to be signed with the new secret; one is generated already, and saving it sends the test. */
  waitingEvent: string | null
  onSaved(): void
  onCancel(): void
}

/** A new secret, generated here or pasted, shown in the open until it is saved because it has to be copied to the provider. */
export function SecretForm({ card, waitingEvent, onSaved, onCancel }: SecretFormProps) {
  const form = useForm({
    initialValues: { secret: waitingEvent === null ? '' : generateSecret(card.scheme), overlapHours: 24 as number | string },
    validate: {
      secret: (secret) => {
        if (secret.trim() !== secret) return t('providers.form.blanks')
        if (secret.length < shortestSecret) return t('providers.form.tooShort', { count: shortestSecret })
        return secret.length > longestSecret ? t('providers.form.tooLong', { count: longestSecret }) : null
      },
      overlapHours: (hours) => (typeof hours === 'number' ? null : t('providers.form.badHours')),
    },
  })
  const save = useMutation({
    mutationFn: ({ secret, overlapHours }: typeof form.values) =>
      desk.providers.setSecret({ provider: card.id, secret, overlapHours: card.secret ? Number(overlapHours) : 0 }),
    onSuccess: () => {
      tell(t('providers.form.saved', { name: sourceName(card.id) }))
      onSaved()
    },
    onError: (error) => form.setFieldError('secret', refusal(error)),
  })
  const { secret } = form.values
  const field = useRef<HTMLInputElement>(null)
  // It opens because somebody asked for it, and this is what they came to fill in.
  useEffect(() => field.current?.focus(), [])
  return (
    <form className={classes.secretForm} onSubmit={form.onSubmit((values) => save.mutate(values))}>
      <Group gap="xs" align="flex-end" wrap="nowrap">
        <TextInput
          label={t(card.secret ? 'providers.form.newSecret' : 'providers.card.secret')}
          placeholder={t('providers.form.placeholder')}
          classNames={{ input: classes.secretInput }}
          className={classes.grow}
          autoComplete="off"
          spellCheck={false}
          ref={field}
          rightSection={secret === '' ? null : <CopyButton value={secret} label={t('providers.form.copy')} />}
          {...form.getInputProps('secret')}
        />
        <Button variant="default" onClick={() => form.setFieldValue('secret', generateSecret(card.scheme))}>
          {t('providers.form.generate')}
        </Button>
      </Group>
      {card.secret && (
        <NumberInput
          label={t('providers.form.overlap')}
          description={t('providers.form.overlapMeans')}
          suffix={t('providers.form.hours')}
          min={0}
          max={72}
          w={320}
          {...form.getInputProps('overlapHours')}
        />
      )}
      <Text size="sm" c="dimmed">
        {t('providers.form.copyNow')}
      </Text>
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {waitingEvent === null ? t('providers.form.save') : t('providers.form.saveAndSend', { event: waitingEvent })}
        </Button>
        <Button variant="default" onClick={onCancel}>
          {t('providers.form.cancel')}
        </Button>
      </Group>
    </form>
  )
}

/** Why the desk did not take it, for the field. */
function refusal(error: unknown): string {
  if (hasCode(error, 'PRINTED')) return t('providers.form.printed')
  if (hasCode(error, 'VAULT')) return t('providers.form.noVault')
  if (hasCode(error, 'INVALID') && presentLanguage() !== 'en') return t('providers.form.notOfScheme')
  if (hasCode(error, 'INVALID') && hasMessage(error)) return error.data.message
  return errorSentence(error)
}

function hasMessage(error: unknown): error is { data: { message: string } } {
  return (
    typeof error === 'object' &&
    error !== null &&
    'data' in error &&
    typeof error.data === 'object' &&
    error.data !== null &&
    'message' in error.data
  )
}
