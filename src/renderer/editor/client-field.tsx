import { Button, Combobox, Group, Loader, Text, TextInput, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useLayoutEffect, useRef, useState } from 'react'
import { desk } from '../desk/client.ts'
import { errorSentence } from '../ui/error-words.ts'
import { t } from '../ui/t.tsx'
import classes from './editor.module.css'
import type { FieldErrors, Fields } from './fields.ts'
import type { KnownClient } from './open-editor.ts'

/** From two letters on; one would find half of everybody. */
const shortestSearch = 2

/** Who it is for: typing a name finds those we know, or makes somebody known. */
export function ClientField({ fields, errors, onChange }: { fields: Fields; errors: FieldErrors; onChange(patch: Partial<Fields>): void }) {
  const { client } = fields
  if (client) return <Chosen client={client} onClear={() => onChange({ client: null })} />
  return (
    <>
      <NameSearch
        value={fields.name}
        error={errors.name && t(errors.name)}
        onChange={(name) => onChange({ name })}
        onChoose={(found) => onChange({ client: found, name: '', email: '', phone: '' })}
      />
      <TextInput
        data-private
        type="email"
        label={t('editor.email')}
        maxLength={320}
        value={fields.email}
        error={errors.email && t(errors.email)}
        onChange={(change) => onChange({ email: change.currentTarget.value })}
      />
      <TextInput
        data-private
        type="tel"
        label={t('editor.phone')}
        maxLength={50}
        value={fields.phone}
        onChange={(change) => onChange({ phone: change.currentTarget.value })}
      />
    </>
  )
}

function Chosen({ client, onClear }: { client: KnownClient; onClear(): void }) {
  const contact = [client.email, client.phone].filter(Boolean).join(' · ')
  return (
    <div className={`${classes.wide} ${classes.chosen}`} role="group" aria-label={t('editor.client')}>
      <span data-private>
        <strong>{client.name ?? client.email ?? t('editor.unnamed')}</strong>
        {contact && <Text size="sm">{contact}</Text>}
      </span>
      <Button variant="default" onClick={onClear}>
        {t('editor.anotherClient')}
      </Button>
    </div>
  )
}

function NameSearch({
  value,
  error,
  onChange,
  onChoose,
}: {
  value: string
  error: string | undefined
  onChange(name: string): void
  onChoose(client: KnownClient): void
}) {
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() })
  // What was typed before the form was there is searched for as well.
  const [typed, setTyped] = useState(value !== '')
  const field = useRef<HTMLInputElement>(null)
  // At once: the dialog looks for its field a turn later, and a letter that is typed meanwhile would be a key of the page.
  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.setSelectionRange(value.length, value.length)
    if (value !== '') combobox.openDropdown()
    // oxlint-disable-next-line react/exhaustive-deps -- only when it comes
  }, [])
  const [text] = useDebouncedValue(value.trim(), 120)
  const search = useQuery({
    queryKey: ['clients', 'find', text],
    queryFn: () => desk.clients.find({ text }),
    enabled: typed && text.length >= shortestSearch,
    placeholderData: (previous) => previous,
  })
  const found = value.trim().length >= shortestSearch ? (search.data ?? []) : []
  return (
    <Combobox
      store={combobox}
      onOptionSubmit={(id) => {
        const chosen = found.find((each) => String(each.id) === id)
        combobox.closeDropdown()
        if (chosen) onChoose(chosen)
      }}
    >
      <Combobox.Target>
        <TextInput
          ref={field}
          data-private
          data-autofocus
          className={classes.wide}
          label={t('editor.client')}
          description={t('editor.clientHint')}
          error={error}
          maxLength={200}
          value={value}
          autoComplete="off"
          rightSection={search.isFetching ? <Loader size={14} /> : null}
          onChange={(change) => {
            setTyped(true)
            onChange(change.currentTarget.value)
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown hidden={found.length === 0 && !search.isError}>
        <Combobox.Options mah={220} className={classes.found} aria-label={t('editor.found')}>
          {search.isError && <Combobox.Empty>{errorSentence(search.error)}</Combobox.Empty>}
          {found.map((each) => (
            <Combobox.Option key={each.id} value={String(each.id)}>
              <Group gap={8} justify="space-between" data-private>
                <span>{each.name ?? each.email ?? each.phone ?? each.externalId}</span>
                <Text size="sm" c="dimmed" inherit={false}>
                  {[each.email, each.phone].filter(Boolean).join(' · ')}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}
