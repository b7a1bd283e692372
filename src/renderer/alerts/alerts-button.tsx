import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { FocusBack } from '../ui/focus-back.ts'
import { formatNumber } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { AlertList } from './alert-list.tsx'
import classes from './alerts.module.css'
import { alertsQuery } from './queries.ts'

const commands = () => [{ id: 'alerts', label: t('alerts.open'), group: t('app.group.window') }]

/** How many matters go on that nobody has hidden, in words; opened, the list. */
export function AlertsButton() {
  const { data: alerts, error, refetch } = useQuery(alertsQuery)
  const [opened, setOpened] = useState(false)
  useCommandList(commands, () => setOpened(true))
  const open = alerts?.filter(({ endedAtMs, isDismissed }) => endedAtMs === null && !isDismissed).length ?? 0
  return (
    <Popover opened={opened} onChange={setOpened} position="top-end" width={420} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip label={t('alerts.open')} disabled={opened}>
          <UnstyledButton
            className={classes.button}
            data-open={open > 0 ? '' : undefined}
            aria-label={open === 0 ? t('alerts.none') : t('alerts.some', { count: open })}
            onClick={() => setOpened(!opened)}
          >
            <IconAlertTriangle size={16} aria-hidden />
            {open > 0 && (
              <>
                <span className={classes.words}>{t('alerts.count', { count: open })}</span>
                <span className={classes.number}>{formatNumber(open)}</span>
              </>
            )}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('alerts.title')}>
        {/* And not `returnFocus`: it would take the focus from the card that a remedy has brought up. */}
        <FocusBack />
        <AlertList alerts={alerts ?? null} error={error} onRetry={() => void refetch()} onClose={() => setOpened(false)} />
      </Popover.Dropdown>
    </Popover>
  )
}
