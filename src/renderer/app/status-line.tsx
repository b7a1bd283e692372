import { Anchor, Button, Tooltip } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { useSyncExternalStore } from 'react'
import { AlertsButton } from '../alerts/alerts-button.tsx'
import type { DeskStatus } from '../../shared/contract.ts'
import { may } from '../browser/may.ts'
import { MeButton } from '../browser/me-button.tsx'
import { connectionState } from '../desk/client.ts'
import { Bell } from '../notices/bell.tsx'
import { PrivacySwitch } from '../privacy/privacy-switch.tsx'
import { showInLog } from '../log/log-memory.ts'
import { Keys } from '../ui/keys.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import classes from './frame.module.css'
import { heartbeat } from './heartbeat.ts'
import { openDelivery } from './navigation.ts'
import { openPalette } from './palette.tsx'
import { PortRemedy, RestartRemedy } from './port-remedy.tsx'
import { useStatus } from './queries.ts'

/** What changes with every delivery is asked for where it is shown: the line's buttons are not drawn anew for it. */
const beating = ({ receiver, vault, storeProblem, storeTrouble, isSandbox }: DeskStatus) => ({
  receiver,
  vault,
  storeProblem,
  storeTrouble,
  isSandbox,
})
const deliveries = ({ lastDelivery, toLookAt }: DeskStatus) => ({ lastDelivery, toLookAt })

/** The heartbeat: whether we are receiving, what came last, what waits for a look. */
export function StatusLine() {
  const status = useStatus(beating) ?? null
  const connection = useSyncExternalStore(connectionState.subscribe, connectionState.get)
  const { tone, words, remedy } = heartbeat(status, connection)
  return (
    <footer className={classes.status} data-tone={tone} aria-label={t('app.status.label')}>
      <div className={classes.heartbeat}>
        <span className={classes.dot} data-tone={tone} aria-hidden />
        <span role="status">{words}</span>
        {may('receiver.restart') && remedy === 'port' && status && status.receiver.state !== 'starting' && (
          <PortRemedy takenPort={status.receiver.port} />
        )}
        {may('receiver.restart') && remedy === 'restart' && <RestartRemedy />}
        {status && !status.storeProblem && <Deliveries />}
      </div>
      <Tooltip label={<Words k="app.status.findHint" parts={{ find: <Keys keys="mod+k" />, help: <Keys keys="?" /> }} />}>
        <Button
          variant="subtle"
          color="gray"
          size="compact-xs"
          className={classes.find}
          leftSection={<IconSearch size={14} aria-hidden />}
          rightSection={<Keys keys="mod+k" />}
          onClick={openPalette}
        >
          {t('app.status.find')}
        </Button>
      </Tooltip>
      {status?.isSandbox && <SandboxMark />}
      <PrivacySwitch />
      {status && !status.storeProblem && <AlertsButton />}
      <Bell />
      <MeButton />
    </footer>
  )
}

/** Quiet, and never away: nobody may take what is shown here for the office's own. */
function SandboxMark() {
  return (
    <Tooltip label={t('app.status.sandboxHint')}>
      <span className={classes.sandbox}>{t('app.status.sandbox')}</span>
    </Tooltip>
  )
}

function Deliveries() {
  const shown = useStatus(deliveries)
  if (!shown) return null
  const { lastDelivery, toLookAt } = shown
  return (
    <>
      <span aria-hidden>·</span>
      {lastDelivery ? (
        <Anchor component="button" type="button" fz="inherit" lh="inherit" c="inherit" onClick={() => openDelivery(lastDelivery.id)}>
          <span className={classes.last}>
            <Words
              k="app.status.lastDelivery"
              parts={{
                time: <Time ms={lastDelivery.receivedAtMs} as="seconds" />,
                source: <SourceMark source={lastDelivery.provider} />,
                verdict: <VerdictBadge verdict={lastDelivery.verdict} iconOnly />,
              }}
            />
          </span>
        </Anchor>
      ) : (
        <span>{t('app.status.noDelivery')}</span>
      )}
      <span aria-hidden>·</span>
      {toLookAt === 0 ? (
        <span>{t('app.status.nothingToLookAt')}</span>
      ) : (
        <Anchor component="button" type="button" fz="inherit" lh="inherit" fw={600} onClick={() => showInLog({ toLookAt: true })}>
          {t('app.status.toLookAt', { count: toLookAt })}
        </Anchor>
      )}
    </>
  )
}
