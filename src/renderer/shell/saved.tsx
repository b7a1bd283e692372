import { Button, Group } from '@mantine/core'
import { notifications } from '@mantine/notifications'
import { isBrowser } from '../browser/where.ts'
import { desk } from '../desk/client.ts'
import { refusalSentence } from './refusal-words.ts'
import { t } from '../ui/t.tsx'

/** Long enough to go and look for the file. */
const shownForMs = 12_000

/** Says where a file was saved, with a way there; in a browser it is handed over as a download, which that one speaks of by itself. */
export function tellSaved({ path, fileName }: { readonly path: string; readonly fileName: string }): void {
  if (isBrowser) return download(path, fileName)
  notifications.show({
    autoClose: shownForMs,
    withBorder: true,
    message: (
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <span>{t('shell.saved', { name: fileName })}</span>
        <Button size="compact-xs" variant="default" onClick={() => void showFile(path)}>
          {t('shell.showFile')}
        </Button>
      </Group>
    ),
  })
}

/** Once: the desk keeps it for nobody else. */
function download(path: string, fileName: string): void {
  const link = document.createElement('a')
  link.href = path
  link.download = fileName
  link.click()
}

async function showFile(path: string): Promise<void> {
  try {
    await desk.shell.showFile({ path })
  } catch (error) {
    tellRefusal(t('shell.showFailed'), error)
  }
}

/** Says why the program around the page could not do it. */
export function tellRefusal(title: string, error: unknown): void {
  notifications.show({ title, message: refusalSentence(error), color: 'red', autoClose: false, withBorder: true, role: 'alert' })
}
