import { dialog } from 'electron'
import type { OpenDialogOptions } from 'electron'
import type { ChoiceOrder } from '../desk/shell.ts'
import type { Windows } from './windows.ts'

type Finder = Pick<Windows, 'find'>

/** The system's dialog for one file. Null: none was chosen. */
export function chooseFile(windows: Finder, { windowId, endings }: ChoiceOrder): Promise<string | null> {
  const filters = endings.length === 0 ? [] : [{ name: endings.map((ending) => `.${ending}`).join(', '), extensions: [...endings] }]
  return choose(windows, windowId, { properties: ['openFile'], filters })
}

/** The system's dialog for a folder, in which one can be made. Null: none was chosen. */
export function chooseFolder(windows: Finder, { windowId }: Pick<ChoiceOrder, 'windowId'>): Promise<string | null> {
  return choose(windows, windowId, { properties: ['openDirectory', 'createDirectory'] })
}

async function choose(windows: Finder, windowId: number, options: OpenDialogOptions): Promise<string | null> {
  const window = windows.find(windowId)
  const { canceled, filePaths } = window === null ? await dialog.showOpenDialog(options) : await dialog.showOpenDialog(window, options)
  return canceled ? null : (filePaths[0] ?? null)
}
