import { Button } from '@mantine/core'
import { IconAlertTriangle, IconCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { alertWords } from '../../shared/alert-words.ts'
import type { Alert } from '../../shared/contract/health.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { formatMoment, formatWeekday } from '../ui/format.ts'
import { tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './alerts.module.css'
import { useRemedy } from './use-remedy.ts'

/** One matter: what it is, since when, what a click does about it, and when it ended. */
export function AlertRow({ alert, onLeave }: { alert: Alert; onLeave(): void }) {
  const office = useOffice()
  const now = useNow()
  const { name, text } = alertWords(
    alert,
    { t, moment: (ms) => formatMoment(ms, office, now), weekday: (ms) => formatWeekday(ms, office) },
    alert.raisedAtMs,
  )
  const remedy = useRemedy(alert, onLeave)
  const hide = useMutation({
    mutationFn: () => desk.health.dismiss({ id: alert.id }),
    onError: (error) => tellFailure(t('alerts.hideFailed'), error),
  })
  const isOver = alert.endedAtMs !== null
  const StateIcon = isOver ? IconCheck : IconAlertTriangle
  return (
    <div className={classes.row} data-over={isOver || alert.isDismissed ? '' : undefined}>
      <StateIcon size={18} className={classes.icon} aria-hidden />
      <div className={classes.lines}>
        <div className={classes.name}>{name}</div>
        {!isOver && <div className={classes.text}>{text}</div>}
        <div className={classes.when}>
          <Words k="alerts.since" parts={{ time: <Time ms={alert.raisedAtMs} /> }} />
          {alert.endedAtMs !== null && (
            <>
              <span aria-hidden>·</span>
              <Words k="alerts.ended" parts={{ time: <Time ms={alert.endedAtMs} /> }} />
            </>
          )}
        </div>
        {!isOver && (
          <div className={classes.deeds}>
            <Reserved to="health.dismiss">
              {alert.remedy && (
                <Button size="compact-xs" loading={remedy.isPending} onClick={() => remedy.mutate()}>
                  {t(`alerts.remedy.${alert.remedy}`)}
                </Button>
              )}
              {/* What could not be written down cannot be hidden either. */}
              {!alert.isDismissed && alert.id > 0 && (
                <Button size="compact-xs" variant="default" loading={hide.isPending} onClick={() => hide.mutate()}>
                  {t('alerts.hide')}
                </Button>
              )}
            </Reserved>
          </div>
        )}
      </div>
    </div>
  )
}
