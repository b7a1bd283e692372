import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconFileExport, IconTrash } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { forgetDraft } from '../people/note-drafts.ts'
import { tellRefusal, tellSaved } from '../shell/saved.tsx'
import { t } from '../ui/t.tsx'
import { EraseDialog } from './erase-dialog.tsx'

const commands: CommandList = () => [
  { id: 'client-export', label: t('keeping.client.export'), group: t('clients.group'), asks: 'keeping.exportClient' },
  { id: 'client-erase', label: t('keeping.client.erase'), group: t('clients.group'), asks: 'keeping.erase' },
]

/** What is rarely done with a client: exporting everything, and erasing. */
export function ClientMenu({ clientId, onErased }: { clientId: number; onErased(): void }) {
  const [isErasing, setErasing] = useState(false)
  const [isExporting, setExporting] = useState(false)
  const exportClient = async (): Promise<void> => {
    setExporting(true)
    try {
      tellSaved(await desk.keeping.exportClient({ clientId }))
    } catch (error) {
      tellRefusal(t('keeping.client.exportFailed'), error)
    } finally {
      setExporting(false)
    }
  }
  useCommandList(commands, (command) => {
    if (command === 'client-export') void exportClient()
    if (command === 'client-erase') setErasing(true)
  })
  if (!may('keeping.erase')) return null
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('keeping.client.menu')} loading={isExporting}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item leftSection={<IconFileExport size={14} aria-hidden />} onClick={() => void exportClient()}>
            {t('keeping.client.export')}
          </Menu.Item>
          <Menu.Item c="var(--bad)" leftSection={<IconTrash size={14} aria-hidden />} onClick={() => setErasing(true)}>
            {t('keeping.client.erase')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {isErasing && (
        <EraseDialog
          clientId={clientId}
          onClose={() => setErasing(false)}
          onErased={() => {
            forgetDraft(clientId)
            onErased()
          }}
        />
      )}
    </>
  )
}
