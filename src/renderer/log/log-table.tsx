import { Button } from '@mantine/core'
import { IconArrowUp } from '@tabler/icons-react'
import { useMemo, useRef, useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { navigation } from '../app/navigation.ts'
import { RowGrid } from '../ui/row-grid.tsx'
import { t } from '../ui/t.tsx'
import { splitHeld } from './live-pages.ts'
import { logMemory } from './log-memory.ts'
import classes from './log.module.css'
import { LogCells, LogHead } from './log-row.tsx'
import type { useLog } from './use-log.ts'

/** The desk counts no further. */
const mostCounted = 10_000

/** The deliveries, newest first; what comes while a person reads further down waits behind a pill. */
export function LogTable({ log, onEnter }: { log: ReturnType<typeof useLog>; onEnter(): void }) {
  const grid = useRef<HTMLDivElement>(null)
  const { deliveryId } = navigation.use()
  const [heldId, setHeldId] = useState<number | null>(null)
  const { rows, waiting } = useMemo(() => splitHeld(log.data, heldId), [log.data, heldId])
  const total = log.data?.pages[0]?.total ?? rows.length

  const toTop = (): void => {
    setHeldId(null)
    grid.current?.scrollTo({ top: 0 })
  }
  useCommandList(topCommand, toTop)

  return (
    <>
      <RowGrid
        label={t('log.rows')}
        grid={grid}
        rows={rows}
        total={total}
        totalText={total >= mostCounted ? t('log.moreThan', { count: mostCounted }) : t('ui.deliveries', { count: total })}
        rowHeight={30}
        pages={log}
        memory={logMemory}
        openId={deliveryId}
        onOpen={(id) => navigation.set({ deliveryId: id })}
        onEnter={onEnter}
        // While a person reads further down nothing may move.
        onScroll={(offset) => setHeldId((held) => (offset <= 1 ? null : (held ?? rows[0]?.id ?? null)))}
        commands={rowCommands}
        prefix="delivery"
        head={<LogHead />}
        renderCells={(row) => <LogCells row={row} />}
      />
      {waiting > 0 && (
        <Button className={classes.pill} radius="xl" leftSection={<IconArrowUp size={14} aria-hidden />} onClick={toTop}>
          {t('log.waiting', { count: waiting })}
        </Button>
      )}
    </>
  )
}

const keysOnly = () => ({ group: t('app.page.log'), keysOnly: true })
const topCommand = () => [{ id: 'log-top', label: t('log.command.top'), keys: ['Home'], ...keysOnly() }]
/** They work wherever on the page the focus is, as long as nothing else has a use for them. */
const rowCommands = () =>
  [
    { id: 'delivery-down', label: t('log.command.down'), keys: ['ArrowDown', 'j'] },
    { id: 'delivery-up', label: t('log.command.up'), keys: ['ArrowUp', 'k'] },
    { id: 'delivery-page-down', label: t('log.command.pageDown'), keys: ['PageDown'] },
    { id: 'delivery-page-up', label: t('log.command.pageUp'), keys: ['PageUp'] },
    { id: 'delivery-open', label: t('log.command.open'), keys: ['Enter'] },
  ].map((command) => ({ ...command, ...keysOnly() }))
