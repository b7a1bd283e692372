import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import { tellRefusal, tellSaved } from '../shell/saved.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Shows how far an export is, with a way to cancel it, and where its file is in the end. */
export async function followExport(begin: (signal: AbortSignal) => Promise<AsyncIterable<ExportProgress>>): Promise<void> {
  const cancelling = new AbortController()
  const cancel = (): void => cancelling.abort()
  const id = notifications.show({
    message: <Progress text={t('fileExports.begun')} onCancel={cancel} />,
    autoClose: false,
    withBorder: true,
    withCloseButton: false,
  })
  try {
    const progress = await begin(cancelling.signal)
    for await (const told of progress) {
      if (told.kind === 'done') tellSaved(told)
      else notifications.update({ id, message: <Progress text={t('fileExports.written', { count: told.count })} onCancel={cancel} /> })
      // Leaving the loop tells the desk, which removes what it has written.
      if (cancelling.signal.aborted && told.kind !== 'done') break
    }
    if (cancelling.signal.aborted) tell(t('fileExports.cancelled'))
  } catch (error) {
    if (cancelling.signal.aborted) tell(t('fileExports.cancelled'))
    else if (hasCode(error, 'VAULT')) tellFailure(t('fileExports.failed'), new Error(t('fileExports.noKey')))
    else tellRefusal(t('fileExports.failed'), error)
  } finally {
    notifications.hide(id)
  }
}

function Progress({ text, onCancel }: { text: string; onCancel(): void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="sm">
      <span>{text}</span>
      <Button size="compact-xs" variant="default" onClick={onCancel}>
        {t('fileExports.cancel')}
      </Button>
    </Group>
  )
}
