import { Anchor, Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import frame from '../app/frame.module.css'
import { may } from '../browser/may.ts'
import { reachQuery } from '../connections/queries.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { openSettings } from '../settings/open-section.ts'
import { toneOf } from './reach-words.ts'
import classes from './reach.module.css'
import { useReachActions } from './use-reach.ts'

/** The public address in one line: itself, how the last check went, and the way to its settings. Nothing until it is known. */
export function ReachLine() {
  const { data: reach } = useQuery(reachQuery)
  const actions = useReachActions(reach)
  if (!reach) return null
  const { publicUrl, by, check, tunnel, pointElsewhere } = reach
  const isOpen = by !== 'tunnel' || tunnel.state === 'up'
  return (
    <div className={classes.line} role="group" aria-label={t('reach.line.label')}>
      <span className={frame.dot} data-tone={toneOf(reach)} aria-hidden />
      {publicUrl === null ? <span>{t(by === 'tunnel' ? 'reach.line.noneYet' : 'reach.line.none')}</span> : <code>{publicUrl}</code>}
      {!isOpen && <span>{t(`reach.tunnel.${tunnel.state}`)}</span>}
      {isOpen && publicUrl !== null && (
        <span role="status">
          {check === null ? (
            t('reach.state.unchecked')
          ) : (
            <Words
              k="reach.state.checkedAt"
              parts={{ outcome: <span>{t(`reach.outcome.${check.outcome}`)}</span>, time: <Time ms={check.atMs} as="relative" /> }}
            />
          )}
        </span>
      )}
      {pointElsewhere.length > 0 && <span className={classes.bad}>{t('reach.line.elsewhere', { count: pointElsewhere.length })}</span>}
      {isOpen && publicUrl !== null && (
        <Button variant="subtle" loading={actions.checking} onClick={actions.check}>
          {t('reach.state.checkNow')}
        </Button>
      )}
      {may('settings.update') && (
        <Anchor component="button" type="button" fz="inherit" lh="inherit" onClick={() => openSettings('public-address')}>
          {t(by === 'nobody' ? 'reach.line.setUp' : 'reach.line.change')}
        </Anchor>
      )}
    </div>
  )
}
