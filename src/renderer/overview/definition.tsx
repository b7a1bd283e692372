import { ActionIcon, Tooltip } from '@mantine/core'
import { IconHelp } from '@tabler/icons-react'
import { t } from '../ui/t.tsx'

/** The definition of a number beside it: shown under the pointer and under the focus, and read aloud with its name. */
export function Definition({ name, text }: { name: string; text: string }) {
  return (
    <Tooltip label={text} openDelay={0}>
      <ActionIcon size="xs" aria-label={t('overview.means', { name })} aria-description={text}>
        <IconHelp size={15} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
