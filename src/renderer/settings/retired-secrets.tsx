import { Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { signingProviderIds } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { ConfirmButton } from '../ui/confirm-button.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Secrets that were replaced, which only explain refusals; they can be forgotten at once. */
export function RetiredSecrets() {
  const forget = useMutation({
    mutationFn: async () => {
      for (const provider of signingProviderIds) await desk.deliveries.forgetRetired({ provider })
    },
    onSuccess: () => tell(t('explain.retired.forgotten')),
    onError: (error) => tellFailure(t('explain.retired.notForgotten'), error),
  })
  return (
    <>
      <Text size="sm" mt="md" mb="xs">
        {t('explain.retired.kept')}
      </Text>
      <ConfirmButton
        label={t('explain.retired.forget')}
        question={t('explain.retired.asks')}
        confirmLabel={t('explain.retired.forget')}
        onConfirm={() => forget.mutate()}
        loading={forget.isPending}
      />
    </>
  )
}
