import { ActionIcon, Tooltip } from '@mantine/core'
import { IconEye, IconEyeOff } from '@tabler/icons-react'
import { useLayoutEffect, useMemo } from 'react'
import { useCommandList } from '../app/commands.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { applyPrivacy, usePrivacy, useTogglePrivacy } from './privacy.ts'

/** With Ctrl and Shift it also works while something is being typed. */
const keys = ['p', 'mod+shift+p']

/** One key, and nobody who looks over a shoulder reads a name. */
export function PrivacySwitch() {
  const isPrivate = usePrivacy()
  const toggle = useTogglePrivacy()
  useLayoutEffect(() => applyPrivacy(isPrivate), [isPrivate])
  const commands = useMemo(
    () => [{ id: 'privacy', label: t(isPrivate ? 'privacy.show' : 'privacy.hide'), group: t('app.group.window'), keys }],
    [isPrivate],
  )
  useCommandList(commands, toggle)
  const Icon = isPrivate ? IconEyeOff : IconEye
  return (
    <Tooltip
      label={
        <>
          {t(isPrivate ? 'privacy.show' : 'privacy.hide')} <Keys keys="p" />
        </>
      }
    >
      <ActionIcon
        size={24}
        variant={isPrivate ? 'filled' : 'subtle'}
        color={isPrivate ? 'indigo' : 'gray'}
        aria-label={t('privacy.switch')}
        aria-pressed={isPrivate}
        onClick={toggle}
      >
        <Icon size={16} aria-hidden />
      </ActionIcon>
    </Tooltip>
  )
}
