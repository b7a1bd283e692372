import { Anchor, Button, Text, Tooltip } from '@mantine/core'
import { useState } from 'react'
import type { Appointment, OtherSource } from '../../shared/appointment.ts'
import { openAppointment } from '../app/navigation.ts'
import { useOffice } from '../app/office.ts'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { formatMoment } from '../ui/format.ts'
import { Keys } from '../ui/keys.tsx'
import { changeLabel, sourceName, statusLabel } from '../ui/labels.ts'
import { SourceMark } from '../ui/source-mark.tsx'
import { t } from '../ui/t.tsx'
import { JoinList } from './join-list.tsx'
import { splitSources } from './link-sources.ts'
import { Section } from './section.tsx'
import classes from './sources.module.css'
import { tellerName, timeOf } from './source-words.ts'

const joinKeys = 'o j'
const splitKeys = 'o s'

const joinCommands: CommandList = () => [
  {
    id: 'join-sources',
    label: t('appointment.sources.command.join'),
    group: t('appointment.sources.command.group'),
    keys: [joinKeys],
    asks: 'appointments.join',
  },
]
const splitCommands: CommandList = () => [
  {
    id: 'split-sources',
    label: t('appointment.sources.command.split'),
    group: t('appointment.sources.command.group'),
    keys: [splitKeys],
    asks: 'appointments.split',
  },
]

/** Which sources tell of it, what each says, and how a person joins and splits them. Made-up appointments are never joined. */
export function Sources({ appointment }: { appointment: Appointment }) {
  const [isJoining, setIsJoining] = useState(false)
  const { source, otherSources, ledBy, origin, details } = appointment
  if (origin !== 'real' || ledBy !== null) return null
  const canJoin = details.startMs !== null
  const names = [...new Set([source, ...otherSources.map((other) => other.source)])].map(sourceName)
  return (
    <Section title={t('appointment.sources.title')}>
      {canJoin && <JoinCommand onRun={() => setIsJoining(true)} />}
      {otherSources.length === 0 ? (
        <Text size="sm">
          {source === 'manual' ? t('appointment.sources.onlyDesk') : t('appointment.sources.only', { source: sourceName(source) })}
        </Text>
      ) : (
        <>
          <Text size="sm">{t('appointment.sources.seenIn', { count: names.length, names: names.join(', ') })}</Text>
          <ul className={classes.list}>
            <li className={classes.item}>
              <SourceMark source={source} />
              <span className={classes.quiet}>{t('appointment.sources.leads')}</span>
              <Said {...details} status={appointment.status} />
            </li>
            {otherSources.map((other) => (
              <Other key={other.id} leader={appointment} other={other} isOnly={otherSources.length === 1} />
            ))}
          </ul>
        </>
      )}
      {isJoining ? (
        <JoinList appointment={appointment} onClose={() => setIsJoining(false)} />
      ) : (
        canJoin && (
          <Reserved to="appointments.join">
            <Tooltip label={t('appointment.sources.joinHint')}>
              <Button className={classes.join} variant="default" rightSection={<Keys keys={joinKeys} />} onClick={() => setIsJoining(true)}>
                {t('appointment.sources.join')}
              </Button>
            </Tooltip>
          </Reserved>
        )
      )}
    </Section>
  )
}

function JoinCommand({ onRun }: { onRun(): void }) {
  useCommandList(joinCommands, onRun)
  return null
}

function SplitCommand({ onRun }: { onRun(): void }) {
  useCommandList(splitCommands, onRun)
  return null
}

function Said({ status, ...times }: Pick<OtherSource, 'status' | 'startMs' | 'endMs'>) {
  const office = useOffice()
  return (
    <span className={classes.said}>
      {timeOf(times, office)} · {statusLabel(status)}
    </span>
  )
}

/** What one of the others tells; the key splits it where there is no other one that could be meant. */
function Other({ leader, other, isOnly }: { leader: Appointment; other: OtherSource; isOnly: boolean }) {
  const office = useOffice()
  const { id, source, because, lastGesture } = other
  const split = (): void => void splitSources(leader.id, id)
  return (
    <li className={classes.item}>
      {isOnly && <SplitCommand onRun={split} />}
      <SourceMark source={source} />
      <span className={classes.buttons}>
        <Anchor
          component="button"
          type="button"
          fz="inherit"
          lh="inherit"
          aria-label={t('appointment.sources.openNamed', { source: sourceName(source) })}
          onClick={() => openAppointment(id)}
        >
          {t('appointment.sources.open')}
        </Anchor>
        <Reserved to="appointments.split">
          <Button
            size="compact-xs"
            variant="default"
            aria-label={t('appointment.sources.splitNamed', { source: sourceName(source) })}
            rightSection={isOnly && <Keys keys={splitKeys} />}
            onClick={split}
          >
            {t('appointment.sources.split')}
          </Button>
        </Reserved>
      </span>
      <Said {...other} />
      <span className={classes.aside}>{t(`appointment.sources.because.${because}`, { leader: sourceName(leader.source) })}</span>
      {lastGesture && (
        <span className={classes.aside}>
          {t('appointment.sources.atDesk', {
            what: changeLabel(lastGesture.kind),
            who: lastGesture.actor,
            when: formatMoment(lastGesture.atMs, office),
          })}
        </span>
      )}
    </li>
  )
}

/** Of a row that does not lead: whose words the calendar shows, and the way to it. */
export function FollowsNotice({ appointment: { id, source, ledBy } }: { appointment: Appointment }) {
  if (ledBy === null) return null
  const names = { source: tellerName(source), leader: sourceName(ledBy.source) }
  const isOwnEntry = ledBy.source === 'manual'
  const split = (): void => void splitSources(ledBy.id, id)
  return (
    <section className={classes.follows} aria-label={t('appointment.sources.title')}>
      <SplitCommand onRun={split} />
      <Text size="sm">{t(isOwnEntry ? 'appointment.sources.followsDesk' : 'appointment.sources.follows', names)}</Text>
      <div className={classes.actions}>
        <Button size="compact-sm" variant="default" onClick={() => openAppointment(ledBy.id)}>
          {t(isOwnEntry ? 'appointment.sources.openLeaderDesk' : 'appointment.sources.openLeader', names)}
        </Button>
        <Reserved to="appointments.split">
          <Button
            size="compact-sm"
            variant="default"
            aria-label={t('appointment.sources.splitNamed', { source: sourceName(source) })}
            rightSection={<Keys keys={splitKeys} />}
            onClick={split}
          >
            {t('appointment.sources.split')}
          </Button>
        </Reserved>
      </div>
    </section>
  )
}
