import { TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import type { RefObject } from 'react'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import classes from './today.module.css'

/** Filters the names on the page while they are typed; Enter goes to the first one that fits. */
export function FindName({
  field,
  value,
  onChange,
  onDone,
}: {
  field: RefObject<HTMLInputElement | null>
  value: string
  onChange(value: string): void
  onDone(): void
}) {
  return (
    <TextInput
      ref={field}
      className={classes.find}
      type="search"
      data-private
      aria-label={t('today.findField')}
      placeholder={t('today.find')}
      maxLength={200}
      leftSection={<IconSearch size={14} aria-hidden />}
      rightSection={value === '' ? <Keys keys="/" /> : null}
      value={value}
      onChange={(change) => onChange(change.currentTarget.value)}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'ArrowDown') return
        event.preventDefault()
        onDone()
      }}
    />
  )
}
