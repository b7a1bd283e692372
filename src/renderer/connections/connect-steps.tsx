import { Loader, Text } from '@mantine/core'
import { IconAlertTriangle, IconCircle, IconCircleCheckFilled } from '@tabler/icons-react'
import type { ReactNode } from 'react'
import type { Connected, Connection } from '../../shared/contract/connections.ts'
import type { TokenProviderId } from '../../shared/words.ts'
import { sourceName } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { stepsOf, stepsOver, wentWell } from './connect-progress.ts'
import type { ConnectStep } from './connect-progress.ts'
import classes from './connections.module.css'

/** The steps of connecting while they are done, each ticked once the desk has announced it. */
export function ConnectRunning({
  provider,
  before,
  now,
}: {
  provider: TokenProviderId
  before: Connection | null
  now: Connection | null
}) {
  const steps = stepsOf(provider)
  const over = stepsOver(before, now)
  const active = steps.find((step) => !over.has(step))
  return (
    <div role="status" aria-label={t('connections.step.label')}>
      <ul className={classes.steps}>
        {steps.map((step) => (
          <li key={step} data-waiting={(!over.has(step) && step !== active) || undefined}>
            {step === active ? <Loader size={16} aria-hidden /> : <Mark good={over.has(step) ? true : null} />}
            <span>
              {t(`connections.step.${step}`)}
              {over.has(step) && <span className="visually-hidden"> {t('connections.step.isDone')}</span>}
            </span>
          </li>
        ))}
      </ul>
      <Text size="sm" c="dimmed" mt="sm">
        {t('connections.step.patience')}
      </Text>
    </div>
  )
}

/** What connecting has done, step by step. */
export function ConnectResult({ provider, connected }: { provider: TokenProviderId; connected: Connected }) {
  const good = wentWell(connected)
  const words = resultWords(provider, connected)
  return (
    <div role="status" aria-label={t('connections.step.label')}>
      <ul className={classes.steps}>
        {stepsOf(provider).map(
          (step) =>
            words[step] !== null && (
              <li key={step}>
                <Mark good={good[step]} />
                <span>{words[step]}</span>
              </li>
            ),
        )}
      </ul>
    </div>
  )
}

function resultWords(provider: TokenProviderId, { account, subscription, ping, backfill }: Connected): Record<ConnectStep, ReactNode> {
  const name = sourceName(provider)
  const who = account?.name ?? account?.email ?? null
  const { days, changed } = backfill
  return {
    token:
      who === null ? (
        t('connections.step.tokenDone')
      ) : (
        <Words k="connections.step.tokenOf" parts={{ who: <strong data-private>{who}</strong> }} />
      ),
    subscription: t(`connections.step.${subscription}`, { name }),
    ping: ping === 'none' ? null : t(`connections.step.${ping}`, { name }),
    backfill: backfill.outcome === 'done' ? t('connections.step.read', { days, count: changed }) : t('connections.step.notRead', { days }),
  }
}

/** Null: its turn has not come. */
function Mark({ good }: { good: boolean | null }) {
  if (good === null) return <IconCircle size={18} aria-hidden />
  if (good) return <IconCircleCheckFilled size={18} aria-hidden className={classes.good} />
  return <IconAlertTriangle size={18} aria-hidden className={classes.wary} />
}
