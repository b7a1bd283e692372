import { useMemo } from 'react'
import type { ExportProgress } from '../../shared/contract/exports.ts'
import { listExportFormats, type ListExportFormat } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { t } from '../ui/t.tsx'
import { ExportMenu } from './export-menu.tsx'
import { followExport } from './follow-export.tsx'

type ExportedList = 'clients' | 'team' | 'pipeline' | 'changes'

const commandsOf = (list: ExportedList) => () =>
  listExportFormats.map((format) => ({
    id: `export-${list}-${format}`,
    label: t(`fileExports.${list}.${format}`),
    group: t('fileExports.group'),
    asks: `exports.${list}` as const,
  }))

/** A list as it is filtered on screen, as a file: a button, and in the palette. */
export function ExportList({
  list,
  begin,
}: {
  list: ExportedList
  begin(format: ListExportFormat, options: { readonly signal: AbortSignal }): Promise<AsyncIterable<ExportProgress>>
}) {
  const run = (format: ListExportFormat): void => void followExport((signal) => begin(format, { signal }))
  const commands = useMemo(() => commandsOf(list), [list])
  useCommandList(commands, (id) => run(id.endsWith('csv') ? 'csv' : 'json'))
  if (!may(`exports.${list}`)) return null
  return <ExportMenu isCompact formats={listExportFormats} label={(format) => t(`fileExports.format.${format}`)} onChoose={run} />
}
