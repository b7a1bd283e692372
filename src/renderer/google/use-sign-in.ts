import { useMutation } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { hasCode } from '../ui/error-words.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Opens Google's page in the system's browser. What comes of it is in the accounts' query, announced like everything else. */
export function useSignIn(): { signIn(): void; isStarting: boolean } {
  const signIn = useMutation({
    mutationFn: () => desk.google.signIn(),
    onError: (error) => tellFailure(t('google.signIn.failed'), mended(error)),
  })
  return { signIn: () => signIn.mutate(), isStarting: signIn.isPending }
}

function mended(error: unknown): unknown {
  if (hasCode(error, 'NO_CLIENT')) return new Error(t('google.signIn.noClient'))
  return hasCode(error, 'VAULT') ? new Error(t('google.client.noVault')) : error
}
