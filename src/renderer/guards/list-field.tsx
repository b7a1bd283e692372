import { Textarea } from '@mantine/core'

export interface ListFieldProps {
  label: string
  description: string
  value: readonly string[]
  error: string | null
  /** One of the list as it is kept; null: it is none, and stays as it was written. */
  normalise(line: string): string | null
  onChange(lines: string[]): void
}

/** A list of short texts, one in each line. Blank lines and other spellings go when the field is left. */
export function ListField({ label, description, value, error, normalise, onChange }: ListFieldProps) {
  const tidy = (): void => {
    const lines = value.map((line) => normalise(line) ?? line.trim()).filter((line) => line !== '')
    onChange([...new Set(lines)])
  }
  return (
    <Textarea
      label={label}
      description={description}
      error={error}
      autosize
      minRows={2}
      maxRows={10}
      spellCheck={false}
      autoComplete="off"
      value={value.join('\n')}
      onChange={({ currentTarget }) => onChange(currentTarget.value === '' ? [] : currentTarget.value.split('\n'))}
      onBlur={tidy}
    />
  )
}
