import { Button, Group, Stack, TextInput } from '@mantine/core'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { looksLikeEmail } from './looks-like-email.ts'
import { peopleMemory } from './people-memory.ts'
import { RoleField } from './role-field.tsx'

/** Adds somebody whom no provider has named so far. */
export function AddMemberDialog({ onClose }: { onClose(): void }) {
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [role, setRole] = useState('')
  const [isTaken, setTaken] = useState(false)
  const badEmail = email.trim() !== '' && !looksLikeEmail(email.trim())

  const showAdded = useWhileShown((memberId: number) => {
    peopleMemory.set({ memberId })
    onClose()
  })

  const add = async (): Promise<void> => {
    if (name.trim() === '' || badEmail) return
    try {
      const { id } = await desk.team.add({ name: name.trim(), email: email.trim() || null, role: role.trim() || null })
      showAdded(id)
    } catch (error) {
      if (hasCode(error, 'REFUSED')) setTaken(true)
      else tellFailure(t('team.add.failed'), error)
    }
  }

  return (
    <Dialog onClose={onClose} title={t('team.add.title')} size="sm" closeButtonProps={{ 'aria-label': t('team.add.cancel') }}>
      <form
        onSubmit={(submit) => {
          submit.preventDefault()
          void add()
        }}
      >
        <Stack gap="sm">
          <TextInput
            data-autofocus
            required
            label={t('team.add.name')}
            maxLength={200}
            value={name}
            onChange={(change) => setName(change.currentTarget.value)}
          />
          <TextInput
            label={t('team.add.email')}
            description={t('team.add.emailHint')}
            error={isTaken ? t('team.add.taken') : badEmail ? t('team.add.badEmail') : undefined}
            maxLength={320}
            value={email}
            onChange={(change) => {
              setEmail(change.currentTarget.value)
              setTaken(false)
            }}
          />
          <RoleField label={t('team.add.role')} value={role} onChange={setRole} />
          <Group gap="xs">
            <Button type="submit">{t('team.add.confirm')}</Button>
            <Button variant="default" onClick={onClose}>
              {t('team.add.cancel')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  )
}
