import { Button, Checkbox, Popover, Stack } from '@mantine/core'
import { IconChevronDown } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { t } from './t.tsx'

export interface FilterMenuProps<T extends string> {
  /** What is filtered by: "Provider". */
  label: string
  options: readonly { value: T; label: ReactNode }[]
  /** Empty: nothing is filtered out. */
  chosen: readonly T[]
  onChange(chosen: T[]): void
}

/** A button that opens a few checkboxes and counts those that are ticked. */
export function FilterMenu<T extends string>({ label, options, chosen, onChange }: FilterMenuProps<T>) {
  const toggle = (value: T): void =>
    onChange(options.map((option) => option.value).filter((other) => chosen.includes(other) !== (other === value)))
  return (
    <Popover position="bottom-start" trapFocus returnFocus>
      <Popover.Target>
        <Button
          variant={chosen.length > 0 ? 'light' : 'default'}
          rightSection={<IconChevronDown size={14} aria-hidden />}
          aria-label={chosen.length > 0 ? t('ui.chosen', { label, count: chosen.length }) : label}
        >
          {label}
          {chosen.length > 0 && ` · ${chosen.length}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown aria-label={label}>
        <Stack gap={8}>
          {options.map(({ value, label: optionLabel }) => (
            <Checkbox key={value} label={optionLabel} checked={chosen.includes(value)} onChange={() => toggle(value)} />
          ))}
          {chosen.length > 0 && (
            <Button variant="subtle" size="compact-xs" onClick={() => onChange([])}>
              {t('ui.showAll')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
