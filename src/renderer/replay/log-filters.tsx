import { Button, CloseButton } from '@mantine/core'
import type { DeliveryFilter } from '../../shared/delivery.ts'
import { useCommandList } from '../app/commands.ts'
import { useStatus } from '../app/queries.ts'
import { filterLog, logMemory } from '../log/log-memory.ts'
import { t } from '../ui/t.tsx'
import { askToReplay } from './ask-bulk.ts'
import classes from './replay.module.css'

const commands = () => [
  { id: 'log-to-look-at', label: t('replay.filter.toLookAt'), group: t('app.page.log'), keys: ['l'] },
  { id: 'log-replay-all', label: t('replay.filter.all'), group: t('app.page.log') },
]

/** Narrows the log to what waits for somebody, or to what has the same trouble as one delivery. */
export function ReplayFilters({ deliveryFilter }: { deliveryFilter: DeliveryFilter }) {
  const { filter } = logMemory.use()
  const toLookAt = useStatus((status) => status.toLookAt) ?? 0
  const toggle = (): void => filterLog({ toLookAt: !filter.toLookAt })
  useCommandList(commands, (id) => (id === 'log-to-look-at' ? toggle() : askToReplay(deliveryFilter)))
  return (
    <>
      <Button variant={filter.toLookAt ? 'light' : 'default'} aria-pressed={filter.toLookAt} onClick={toggle}>
        {t('replay.filter.toLookAtCount', { count: toLookAt })}
      </Button>
      {filter.alike !== null && (
        <span className={classes.chip}>
          {t('replay.filter.alike', { id: filter.alike })}
          <CloseButton size="sm" aria-label={t('replay.filter.anyReason')} onClick={() => filterLog({ alike: null })} />
        </span>
      )}
    </>
  )
}

/** All that the log shows at the moment. */
export function ReplayAll({ deliveryFilter }: { deliveryFilter: DeliveryFilter }) {
  return (
    <Button variant="subtle" onClick={() => askToReplay(deliveryFilter)}>
      {t('replay.filter.all')}
    </Button>
  )
}
