import { Button, Popover, Text, Tooltip } from '@mantine/core'
import { IconChecklist } from '@tabler/icons-react'
import type { AppointmentCard } from '../../shared/appointment.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { SettleList } from './settle-list.tsx'
import { toSettle } from './summary.ts'
import classes from './today.module.css'

export interface SettleProps {
  readonly cards: readonly AppointmentCard[]
  readonly nowMs: number
  readonly opened: boolean
  onOpened(opened: boolean): void
  onOpen(id: number): void
}

/** How many have to be settled; a click or `s` opens the list of them. */
export function Settle({ cards, nowMs, opened, onOpened, onOpen }: SettleProps) {
  const { real, madeUp } = toSettle(cards, nowMs)
  return (
    <Popover opened={opened} onChange={onOpened} position="bottom-end" width={560} trapFocus returnFocus>
      <Popover.Target>
        <Tooltip label={t('today.toSettleHint')} disabled={opened}>
          <Button
            className={classes.settle}
            variant="default"
            data-open={real.length > 0 ? '' : undefined}
            leftSection={<IconChecklist size={16} aria-hidden />}
            rightSection={<Keys keys="s" />}
            onClick={() => onOpened(!opened)}
          >
            {t('today.toSettle', { count: real.length })}
            {madeUp.length > 0 && <span className={classes.madeUp}>{t('today.toSettleMadeUp', { count: madeUp.length })}</span>}
          </Button>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown aria-label={t('today.settleList')} className={classes.settleBox} data-keeps-focus>
        <Text size="sm" c="dimmed" mb={6}>
          {t('today.toSettleHint')}
        </Text>
        <SettleList cards={[...real, ...madeUp]} onOpen={onOpen} />
      </Popover.Dropdown>
    </Popover>
  )
}
