import { Button, Group, PasswordInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { desk } from '../desk/client.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** The passphrase, asked for once at each start. */
export function UnlockVault() {
  const [passphrase, setPassphrase] = useState('')
  const unlock = useMutation({
    mutationFn: () => desk.vault.unlock({ passphrase }),
    onSuccess: () => tell(t('vault.unlocked')),
  })
  const problem = unlock.error && (hasCode(unlock.error, 'WRONG') ? t('vault.wrong') : errorSentence(unlock.error))
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        unlock.mutate()
      }}
    >
      <Group gap="xs" align="flex-start">
        <PasswordInput
          aria-label={t('vault.passphrase')}
          placeholder={t('vault.passphrase')}
          w={220}
          value={passphrase}
          onChange={(change) => setPassphrase(change.currentTarget.value)}
          error={problem}
          visibilityToggleButtonProps={{ 'aria-label': t('vault.show') }}
        />
        <Button type="submit" disabled={passphrase === ''} loading={unlock.isPending}>
          {t('vault.unlock')}
        </Button>
      </Group>
    </form>
  )
}
