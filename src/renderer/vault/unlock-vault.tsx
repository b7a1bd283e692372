import { Button, Group, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'

/** The passphrase, asked for once at each start. */
export function UnlockVault() {
  const [passphrase, setPassphrase] = useState('')
  const unlock = useMutation({
    mutationFn: () => desk.vault.unlock({ passphrase }),
    onSuccess: () => tell('The signing secrets are unlocked. The endpoints are open.'),
  })
  const problem = unlock.error && (hasCode(unlock.error, 'WRONG') ? 'This is not the passphrase.' : errorSentence(unlock.error))
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        unlock.mutate()
      }}
    >
      <Group gap="xs" align="flex-start">
        <PasswordInput
          aria-label="Passphrase"
          placeholder="Passphrase"
          w={220}
          value={passphrase}
          onChange={(change) => setPassphrase(change.currentTarget.value)}
          error={problem}
          visibilityToggleButtonProps={{ 'aria-label': 'Show the passphrase' }}
        />
        <Button type="submit" disabled={passphrase === ''} loading={unlock.isPending}>
          Unlock
        </Button>
      </Group>
    </form>
  )
}
