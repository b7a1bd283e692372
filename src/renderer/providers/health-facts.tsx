import { Anchor } from '@mantine/core'
import type { Health } from '../../shared/contract/health.ts'
import { useNow } from '../app/now.ts'
import { openDelivery } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { showInLog } from '../log/log-memory.ts'
import { formatWeekday } from '../ui/format.ts'
import { reasonLabel, sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { rhythmWords, tellingSkewSeconds } from './health-words.ts'
import classes from './providers.module.css'

/** How it goes with a provider's deliveries, as rows of its card's list of facts. Nothing for what is not in use. */
export function HealthFacts({ health }: { health: Health }) {
  const office = useOffice()
  const now = useNow()
  if (!health.inUse) return null
  return (
    <>
      <dt>{t('providers.health.label')}</dt>
      <dd className={classes.parts}>
        {rhythmWords(health, formatWeekday(now, office)).map((words) => (
          <span key={words}>{words}</span>
        ))}
      </dd>
      {health.refusals.length > 0 && <Refusals health={health} />}
      {health.clockSkewSeconds !== null && Math.abs(health.clockSkewSeconds) >= tellingSkewSeconds && <Clock health={health} />}
    </>
  )
}

function Refusals({ health: { provider, refusals } }: { health: Health }) {
  return (
    <>
      <dt>{t('providers.health.refused')}</dt>
      <dd>
        {refusals.map(({ reason, count, lastDeliveryId }) => (
          <div key={reason}>
            {t('providers.health.refusals', { count, reason: reasonLabel(reason) })}{' '}
            <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openDelivery(lastDeliveryId)}>
              {t('providers.health.last')}
            </Anchor>
          </div>
        ))}
        <Anchor
          component="button"
          type="button"
          fz="inherit"
          lh="inherit"
          onClick={() => showInLog({ providers: [provider], verdicts: ['rejected'] })}
        >
          {t('providers.health.all')}
        </Anchor>
      </dd>
    </>
  )
}

function Clock({ health: { provider, clockSkewSeconds } }: { health: Health }) {
  const seconds = Math.round(clockSkewSeconds ?? 0)
  return (
    <>
      <dt>{t('providers.health.clock')}</dt>
      <dd>
        {t(seconds > 0 ? 'providers.health.ahead' : 'providers.health.behind', { name: sourceName(provider), count: Math.abs(seconds) })}{' '}
        {t('providers.health.setClock')}
      </dd>
    </>
  )
}
