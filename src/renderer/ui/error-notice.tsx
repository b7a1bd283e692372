import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import { errorSentence } from './error-words.ts'
import { t } from './t.tsx'

/** What happened, what to do, and a way to try again. */
export function ErrorNotice({
  error,
  title,
  onRetry,
  children,
}: {
  error: unknown
  title: string
  onRetry?: () => void
  children?: ReactNode
}) {
  return (
    <Alert role="alert" color="red" icon={<IconAlertTriangle size={18} />} title={title} m="md">
      <Text size="sm">{errorSentence(error)}</Text>
      {children}
      {onRetry && (
        <Group mt="xs">
          <Button variant="default" onClick={onRetry}>
            {t('ui.tryAgain')}
          </Button>
        </Group>
      )}
    </Alert>
  )
}
