import { ActionIcon, Button, CopyButton as MantineCopyButton, Tooltip } from '@mantine/core'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { t } from './t.tsx'

/** Copies text and says so for a moment. `label` names what is copied: "Copy address". With `withText` it is a button with words. */
export function CopyButton({ value, label, withText = false }: { value: string; label: string; withText?: boolean }) {
  return (
    <MantineCopyButton value={value} timeout={1500}>
      {({ copied, copy }) => {
        const icon = copied ? <IconCheck size={16} aria-hidden /> : <IconCopy size={16} aria-hidden />
        if (withText) {
          return (
            <Button variant="default" leftSection={icon} onClick={copy}>
              {copied ? t('ui.copied') : label}
            </Button>
          )
        }
        return (
          <Tooltip label={copied ? t('ui.copied') : label}>
            <ActionIcon size={20} aria-label={copied ? t('ui.copied') : label} onClick={copy}>
              {icon}
            </ActionIcon>
          </Tooltip>
        )
      }}
    </MantineCopyButton>
  )
}
