import type { DeliveryFilter } from '../../shared/delivery.ts'
import { deliveryExportFormats } from '../../shared/words.ts'
import type { DeliveryExportFormat } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { t } from '../ui/t.tsx'
import { ExportMenu } from './export-menu.tsx'
import { followExport } from './follow-export.tsx'

const commands = () =>
  deliveryExportFormats.map((format) => ({
    id: `export-deliveries-${format}`,
    label: t(`fileExports.deliveries.${format}`),
    group: t('fileExports.group'),
    asks: 'exports.deliveries' as const,
  }))

/** The deliveries that the log lists, as a file. */
export function ExportDeliveries({ filter }: { filter: DeliveryFilter }) {
  const run = (format: DeliveryExportFormat): void => void followExport((signal) => desk.exports.deliveries({ filter, format }, { signal }))
  useCommandList(commands, (id) => {
    const format = deliveryExportFormats.find((each) => id.endsWith(each))
    if (format) run(format)
  })
  if (!may('exports.deliveries')) return null
  return <ExportMenu formats={deliveryExportFormats} label={(format) => t(`fileExports.format.${format}`)} onChoose={run} />
}
