import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { deliveryExportFormats } from '../../shared/words.ts'
import type { DeliveryExportFormat } from '../../shared/words.ts'
import { useCommandList } from '../app/commands.ts'
import { desk } from '../desk/client.ts'
import { t } from '../ui/t.tsx'
import { followExport } from './follow-export.tsx'

const commands = () =>
  deliveryExportFormats.map((format) => ({
    id: `export-deliveries-${format}`,
    label: t(`fileExports.deliveries.${format}`),
    group: t('fileExports.group'),
  }))

/** The deliveries that the log lists, as a file. */
export function ExportDeliveries({ filter }: { filter: DeliveryFilter }) {
  const run = (format: DeliveryExportFormat): void => void followExport((signal) => desk.exports.deliveries({ filter, format }, { signal }))
  useCommandList(commands, (id) => {
    const format = deliveryExportFormats.find((each) => id.endsWith(each))
    if (format) run(format)
  })
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} title={t('fileExports.what')}>
          {t('fileExports.menu')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {deliveryExportFormats.map((format) => (
          <Menu.Item key={format} onClick={() => run(format)}>
            {t(`fileExports.format.${format}`)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
