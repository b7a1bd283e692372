import { Button, Group, TextInput } from '@mantine/core'
import { useEffect, useRef, useState } from 'react'
import type { Client, Contact } from '../../shared/contract/clients.ts'
import { useCommandList } from '../app/commands.ts'
import { desk } from '../desk/client.ts'
import { Keys } from '../ui/keys.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { looksLikeEmail } from './looks-like-email.ts'
import { PeopleSection } from './people-section.tsx'
import classes from './people.module.css'

const fields = ['name', 'email', 'phone'] as const

const editCommands = () => [
  { id: 'client-edit-close', label: t('clients.edit.cancel'), group: t('clients.group'), keys: ['Escape'], keysOnly: true },
]

/** Sets the contact data that the desk knows better. What providers say stands beneath, and stays where a field is the same or empty. */
export function ClientEdit({ client, onClose }: { client: Client; onClose(): void }) {
  const said: Contact = client.records[0]?.said ?? { name: null, email: null, phone: null }
  const { contact } = client
  const [texts, setTexts] = useState({ name: contact.name ?? '', email: contact.email ?? '', phone: contact.phone ?? '' })
  const [isSaving, setSaving] = useState(false)
  const first = useRef<HTMLInputElement>(null)
  useEffect(() => first.current?.focus(), [])
  useCommandList(editCommands, onClose)
  const leave = useWhileShown(onClose)
  const badEmail = texts.email.trim() !== '' && !looksLikeEmail(texts.email.trim())

  const save = async (): Promise<void> => {
    if (badEmail) return
    const given = (field: keyof Contact): string | null => {
      const text = texts[field].trim()
      return text === '' || text === said[field] ? null : text
    }
    setSaving(true)
    try {
      await desk.clients.edit({ id: client.id, name: given('name'), email: given('email'), phone: given('phone') })
      tell(t('clients.edit.saved'))
      leave()
    } catch (error) {
      tellFailure(t('clients.edit.failed'), error)
    } finally {
      setSaving(false)
    }
  }

  return (
    <PeopleSection title={t('clients.edit.title')}>
      <form
        className={classes.form}
        onSubmit={(submit) => {
          submit.preventDefault()
          void save()
        }}
      >
        {fields.map((field) => (
          <TextInput
            key={field}
            data-private
            label={t(`clients.edit.${field}`)}
            inputWrapperOrder={['label', 'input', 'error', 'description']}
            description={
              said[field] === null ? (
                t('clients.edit.saidNothing')
              ) : (
                <Words k="clients.edit.said" parts={{ value: <b data-private>{said[field]}</b> }} />
              )
            }
            error={field === 'email' && badEmail ? t('clients.edit.badEmail') : undefined}
            maxLength={field === 'email' ? 320 : field === 'phone' ? 50 : 200}
            value={texts[field]}
            ref={field === 'name' ? first : undefined}
            onChange={(change) => setTexts({ ...texts, [field]: change.currentTarget.value })}
          />
        ))}
        <Group gap="xs">
          <Button type="submit" loading={isSaving} rightSection={<Keys keys="Enter" />}>
            {t('clients.edit.save')}
          </Button>
          <Button variant="default" onClick={onClose}>
            {t('clients.edit.cancel')}
          </Button>
        </Group>
      </form>
    </PeopleSection>
  )
}
