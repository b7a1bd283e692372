import { Alert, Button, Group, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { openSettings, type LinkedSection } from '../settings/open-section.ts'
import { t } from '../ui/t.tsx'

interface LocalOnlyProps {
  title?: string
  text: string
  /** Where that is mended. */
  section?: LinkedSection
}

/** Says that an address is of no use elsewhere, and leads to where a public one is set. */
export function LocalOnly({ title, text, section = 'public-address' }: LocalOnlyProps) {
  return (
    <Alert color="yellow" p="xs" icon={<IconAlertTriangle size={18} aria-hidden />}>
      <Group justify="space-between" wrap="nowrap">
        <div>
          {title !== undefined && (
            <Text size="sm" fw={600}>
              {title}
            </Text>
          )}
          <Text size="sm">{text}</Text>
        </div>
        <Button flex="none" variant="default" size="compact-sm" onClick={() => openSettings(section)}>
          {t('reach.openSettings')}
        </Button>
      </Group>
    </Alert>
  )
}
