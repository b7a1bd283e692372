import { useCommandList } from '../app/commands.ts'
import { openSharing } from '../sharing/sharing.ts'
import { t } from '../ui/t.tsx'

const commands = () => [{ id: 'import-file', label: t('imports.command'), group: t('imports.group'), asks: 'imports.start' as const }]

/** The way to the import, in the palette. */
export function useImportCommand(): void {
  useCommandList(commands, () => openSharing('import'))
}
