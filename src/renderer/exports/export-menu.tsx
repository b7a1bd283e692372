import { ActionIcon, Button, Menu, Tooltip } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { t } from '../ui/t.tsx'

/** What can be exported of a list; in a narrow toolbar without its word. */
export function ExportMenu<Format extends string>({
  formats,
  label,
  isCompact = false,
  onChoose,
}: {
  formats: readonly Format[]
  label(format: Format): string
  isCompact?: boolean
  onChoose(format: Format): void
}) {
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        {isCompact ? (
          <Tooltip label={t('fileExports.what')}>
            <ActionIcon variant="default" size="input-sm" aria-label={t('fileExports.menu')}>
              <IconDownload size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ) : (
          <Button variant="default" leftSection={<IconDownload size={14} aria-hidden />} title={t('fileExports.what')}>
            {t('fileExports.menu')}
          </Button>
        )}
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map((format) => (
          <Menu.Item key={format} onClick={() => onChoose(format)}>
            {label(format)}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
