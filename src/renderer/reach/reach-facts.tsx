import { Button, Group } from '@mantine/core'
import type { Reach } from '../../shared/contract/reach.ts'
import frame from '../app/frame.module.css'
import { CopyButton } from '../ui/copy-button.tsx'
import { sourceName } from '../ui/labels.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { remedyOf, tunnelProblemWords } from './reach-words.ts'
import classes from './reach.module.css'
import { useLocalAddress } from './use-reach.ts'
import type { ReachActions } from './use-reach.ts'

/** What is known of the public address: itself, the last check, the tunnel, the certificate, and who does not know it yet. */
export function ReachFacts({ reach, actions }: { reach: Reach; actions: ReachActions }) {
  const { publicUrl, by, isHttps, tunnel, tls, pointElsewhere } = reach
  const problem = tunnelProblemWords(tunnel)
  return (
    <dl className={classes.facts}>
      <dt>{t('reach.state.address')}</dt>
      <dd>
        {publicUrl === null ? (
          t(by === 'tunnel' ? 'reach.state.noneYet' : 'reach.state.none')
        ) : (
          <span className={classes.address}>
            <code>{publicUrl}</code>
            <CopyButton value={publicUrl} label={t('reach.state.copy')} />
          </span>
        )}
        {publicUrl !== null && !isHttps && <div className={classes.wary}>{t('reach.notHttps')}</div>}
      </dd>
      {by === 'tunnel' && (
        <>
          <dt>{t('reach.state.tunnel')}</dt>
          <dd>
            <div role="status">
              <Group gap="xs">
                <span className={frame.dot} data-tone={tunnelTone(tunnel.state)} aria-hidden />
                <span>{t(`reach.tunnel.${tunnel.state}`)}</span>
              </Group>
              {problem !== null && <div className={classes.quiet}>{problem}</div>}
            </div>
            {tunnel.state !== 'not-available' && tunnel.state !== 'no-token' && (
              <Button variant="light" mt={4} loading={actions.restarting} onClick={actions.restart}>
                {t('reach.state.restart')}
              </Button>
            )}
          </dd>
        </>
      )}
      {publicUrl !== null && <Check reach={reach} actions={actions} />}
      {tls && <Certificate tls={tls} />}
      {pointElsewhere.length > 0 && <Elsewhere pointElsewhere={pointElsewhere} actions={actions} />}
    </dl>
  )
}

function Check({ reach: { check }, actions }: { reach: Reach; actions: ReachActions }) {
  const local = useLocalAddress()
  const remedy = check && remedyOf(check.outcome, local)
  return (
    <>
      <dt>{t('reach.state.check')}</dt>
      <dd>
        <Group gap="xs">
          <span className={frame.dot} data-tone={check === null ? 'wary' : check.outcome === 'reached' ? 'good' : 'bad'} aria-hidden />
          <span role="status">
            {check === null ? (
              t('reach.state.unchecked')
            ) : (
              <Words
                k="reach.state.checkedAt"
                parts={{ outcome: <strong>{t(`reach.outcome.${check.outcome}`)}</strong>, time: <Time ms={check.atMs} as="relative" /> }}
              />
            )}
          </span>
          <Button variant="light" loading={actions.checking} onClick={actions.check}>
            {t('reach.state.checkNow')}
          </Button>
        </Group>
        {remedy !== null && <div className={classes.quiet}>{remedy}</div>}
      </dd>
    </>
  )
}

function Certificate({ tls: { subject, validUntilMs, problem } }: { tls: NonNullable<Reach['tls']> }) {
  const time = validUntilMs === null ? null : <Time ms={validUntilMs} as="day" />
  return (
    <>
      <dt>{t('reach.state.certificate')}</dt>
      <dd>
        {time !== null && (
          <div>
            {subject === null ? (
              <Words k="reach.state.validNameless" parts={{ time }} />
            ) : (
              <Words k="reach.state.validUntil" values={{ subject }} parts={{ time }} />
            )}
          </div>
        )}
        {problem !== null && <div className={classes.bad}>{t(`reach.tls.${problem}`)}</div>}
      </dd>
    </>
  )
}

function Elsewhere({ pointElsewhere, actions }: { pointElsewhere: Reach['pointElsewhere']; actions: ReachActions }) {
  return (
    <>
      <dt>{t('reach.state.elsewhere')}</dt>
      <dd>
        <ul className={classes.elsewhere}>
          {pointElsewhere.map(({ provider, callbackUrl, movable }) => (
            <li key={`${provider} ${callbackUrl}`}>
              {sourceName(provider)}: <code>{callbackUrl}</code>
              {!movable && <div className={classes.quiet}>{t('reach.state.byHand', { name: sourceName(provider) })}</div>}
            </li>
          ))}
        </ul>
        {pointElsewhere.some(({ movable }) => movable) && (
          <Button variant="light" mt={4} loading={actions.moving} onClick={actions.move}>
            {t('reach.state.move')}
          </Button>
        )}
      </dd>
    </>
  )
}

function tunnelTone(state: Reach['tunnel']['state']): 'good' | 'wary' | 'bad' {
  if (state === 'up') return 'good'
  return state === 'starting' || state === 'no-token' || state === 'off' ? 'wary' : 'bad'
}
