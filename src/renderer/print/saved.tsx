import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { desk } from '../desk/client.ts'
import { refusalSentence } from '../shell/refusal-words.ts'
import { t } from '../ui/t.tsx'

/** Long enough to go and look for the file. */
const shownForMs = 12_000

/** Says where the PDF is, with a way there. */
export function tellSaved({ path, fileName }: { readonly path: string; readonly fileName: string }): void {
  notifications.show({
    autoClose: shownForMs,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{t('print.saved', { name: fileName })}</span>
        <Button size="compact-xs" variant="default" onClick={() => void showFile(path)}>
          {t('shell.showFile')}
        </Button>
      </Group>
    ),
  })
}

export function tellPdfFailure(error: unknown): void {
  tellRefusal(t('print.pdfFailed'), error)
}

async function showFile(path: string): Promise<void> {
  try {
    await desk.shell.showFile({ path })
  } catch (error) {
    tellRefusal(t('shell.showFailed'), error)
  }
}

function tellRefusal(title: string, error: unknown): void {
  notifications.show({ title, message: refusalSentence(error), color: 'red', autoClose: false, withBorder: true, role: 'alert' })
}
