import { Button, Text } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ReactNode } from 'react'
import { safeLink } from '../appointment/safe-link.ts'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { t } from '../ui/t.tsx'

/**
 * Says that a gesture was refused, why, and, where only the provider can change it, where that is. Stays until it is closed.
 * @param title what could not be done; names in it carry `data-private`
 */
export function tellRefused(title: ReactNode, error: unknown): void {
  const link = hasCode(error, 'AT_PROVIDER') ? safeLink(urlOf(error)) : null
  notifications.show({
    title,
    color: 'red',
    autoClose: false,
    withBorder: true,
    role: 'alert',
    message: (
      <>
        <Text size="sm">{errorSentence(error)}</Text>
        {link && (
          <Button component="a" href={link.href} target="_blank" rel="noreferrer" variant="default" size="compact-sm" mt={6}>
            {t('gestures.changeAt', { place: link.hostName })}
          </Button>
        )}
      </>
    ),
  })
}

function urlOf(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('data' in error)) return null
  const { data } = error
  if (typeof data !== 'object' || data === null || !('url' in data)) return null
  return typeof data.url === 'string' ? data.url : null
}
