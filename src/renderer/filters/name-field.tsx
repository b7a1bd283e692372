import { Button, Group, TextInput } from '@mantine/core'
import { useState } from 'react'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { t } from '../ui/t.tsx'

/** The same as the contract's: the desk checks again. */
const longestName = 60

/** A name and what is done with it. */
export function NameField({
  initial = '',
  placeholder,
  action,
  isBusy,
  takesFocus = false,
  onName,
  onCancel,
}: {
  initial?: string
  placeholder?: string
  /** What the button says of a name. */
  action(name: string): string
  isBusy: boolean
  takesFocus?: boolean
  /** A rejection is told at the field. */
  onName(name: string): Promise<unknown>
  onCancel?: () => void
}) {
  const [name, setName] = useState(initial)
  const [problem, setProblem] = useState<string | null>(null)
  const submit = (): void => {
    if (name.trim() === '') return setProblem(t('filters.noName'))
    onName(name.trim()).then(
      () => setName(initial),
      (error: unknown) => setProblem(hasCode(error, 'NAME_TAKEN') ? t('filters.nameTaken') : errorSentence(error)),
    )
  }
  return (
    <form
      onSubmit={(submitted) => {
        submitted.preventDefault()
        submit()
      }}
    >
      <Group gap={6} wrap="nowrap" align="flex-start">
        <TextInput
          flex={1}
          aria-label={t('filters.name')}
          placeholder={placeholder}
          maxLength={longestName}
          value={name}
          error={problem}
          data-autofocus={takesFocus || undefined}
          onChange={(change) => {
            setProblem(null)
            setName(change.currentTarget.value)
          }}
        />
        <Button type="submit" loading={isBusy}>
          {action(name.trim())}
        </Button>
        {onCancel && (
          <Button variant="default" onClick={onCancel}>
            {t('filters.cancel')}
          </Button>
        )}
      </Group>
    </form>
  )
}
