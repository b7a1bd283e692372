import { Button, Group, NumberInput, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useRef } from 'react'
import type { ProviderCard } from '../../shared/contract.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'
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
        if (secret.trim() !== secret) return 'There are blanks around the secret. Copy it again without them.'
        if (secret.length < shortestSecret) return `A signing secret has at least ${shortestSecret} characters.`
        return secret.length > longestSecret ? `A signing secret has at most ${longestSecret} characters.` : null
      },
      overlapHours: (hours) => (typeof hours === 'number' ? null : 'Give a number of hours, or 0.'),
    },
  })
  const save = useMutation({
    mutationFn: ({ secret, overlapHours }: typeof form.values) =>
      desk.providers.setSecret({ provider: card.id, secret, overlapHours: card.secret ? Number(overlapHours) : 0 }),
    onSuccess: () => {
      tell(`${card.name}'s signing secret is saved. It will not be shown again.`)
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
          label={card.secret ? 'New signing secret' : 'Signing secret'}
          placeholder="Paste the provider's, or generate one"
          classNames={{ input: classes.secretInput }}
          className={classes.grow}
          autoComplete="off"
          spellCheck={false}
          ref={field}
          rightSection={secret === '' ? null : <CopyButton value={secret} label="Copy the secret" />}
          {...form.getInputProps('secret')}
        />
        <Button variant="default" onClick={() => form.setFieldValue('secret', generateSecret(card.scheme))}>
          Generate
        </Button>
      </Group>
      {card.secret && (
        <NumberInput
          label="The one before still counts for"
          description="Time to change it at the provider as well. 0: it stops counting at once."
          suffix=" hours"
          min={0}
          max={72}
          w={320}
          {...form.getInputProps('overlapHours')}
        />
      )}
      <Text size="sm" c="dimmed">
        Copy it now if the provider needs it: after saving, only its last four characters are shown.
      </Text>
      <Group gap="xs">
        <Button type="submit" loading={save.isPending}>
          {waitingEvent === null ? 'Save' : `Save and send ${waitingEvent}`}
        </Button>
        <Button variant="default" onClick={onCancel}>
          Cancel
        </Button>
      </Group>
    </form>
  )
}

/** Why the desk did not take it, for the field. */
function refusal(error: unknown): string {
  if (hasCode(error, 'PRINTED')) return 'This secret stands in a public guide, so everybody knows it. Generate one.'
  if (hasCode(error, 'VAULT')) return 'There is no place to keep it yet. Choose one in the line above the page.'
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
