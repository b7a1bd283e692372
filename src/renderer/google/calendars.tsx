import { Badge, Select, Switch, Tooltip } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { GoogleCalendar } from '../../shared/contract/google.ts'
import { hostsQuery } from '../app/queries.ts'
import { googleQuery } from '../connections/queries.ts'
import { desk } from '../desk/client.ts'
import { memberName } from '../people/member-name.ts'
import { hasCode } from '../ui/error-words.ts'
import { tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './google.module.css'
import { inOrder } from './google-state.ts'

/** An account's calendars: which are followed, whose they are, and how fresh. */
export function Calendars({ email, calendars }: { email: string; calendars: readonly GoogleCalendar[] }) {
  return (
    <table className={classes.calendars} aria-label={t('google.calendar.table', { email })}>
      <thead>
        <tr>
          <th scope="col">{t('google.calendar.follow')}</th>
          <th scope="col">{t('google.calendar.name')}</th>
          <th scope="col">{t('google.calendar.whose')}</th>
          <th scope="col">{t('google.calendar.synced')}</th>
          <th scope="col">{t('google.calendar.news')}</th>
        </tr>
      </thead>
      <tbody>
        {inOrder(calendars).map((calendar) => (
          <CalendarRow key={calendar.id} calendar={calendar} />
        ))}
      </tbody>
    </table>
  )
}

function CalendarRow({ calendar }: { calendar: GoogleCalendar }) {
  const { id, name, isPrimary, followed, hostId, followedThrough } = calendar
  const follow = useMutation({
    mutationFn: (next: { followed: boolean; hostId: number | null }) => desk.google.follow({ calendarId: id, ...next }),
    onError: (error) => tellFailure(t('google.calendar.followFailed'), explained(error)),
  })
  return (
    <tr>
      <td>
        <Switch
          checked={followed}
          disabled={!followed && followedThrough !== null}
          aria-label={t('google.calendar.followName', { name })}
          onChange={(change) => follow.mutate({ followed: change.currentTarget.checked, hostId })}
        />
      </td>
      <th scope="row">
        <span data-private>{name}</span>{' '}
        {isPrimary && (
          <Badge size="sm" color="gray">
            {t('google.calendar.primary')}
          </Badge>
        )}
      </th>
      {followed ? (
        <>
          <td>
            <Whose name={name} hostId={hostId} onChoose={(chosen) => follow.mutate({ followed, hostId: chosen })} />
          </td>
          <td>
            <Synced calendar={calendar} />
          </td>
          <td>
            <NewsOf calendar={calendar} />
          </td>
        </>
      ) : (
        <td colSpan={3} className={classes.quiet}>
          {followedThrough === null ? (
            t('google.calendar.notFollowed')
          ) : (
            <Words k="google.calendar.followedThrough" parts={{ email: <span data-private>{followedThrough}</span> }} />
          )}
        </td>
      )}
    </tr>
  )
}

function explained(error: unknown): unknown {
  return hasCode(error, 'FOLLOWED_ALREADY') ? new Error(t('google.calendar.followedAlready')) : error
}

const organiser = 'organiser'

function Whose({ name, hostId, onChoose }: { name: string; hostId: number | null; onChoose(hostId: number | null): void }) {
  const { data: hosts = [] } = useQuery(hostsQuery)
  const offered = hosts.filter(({ id, active }) => active || id === hostId)
  return (
    <Select
      aria-label={t('google.calendar.whoseOf', { name })}
      allowDeselect={false}
      searchable={offered.length > 8}
      data={[
        { value: organiser, label: t('google.calendar.organiser') },
        ...offered.map((host) => ({ value: String(host.id), label: memberName(host) })),
      ]}
      value={hostId === null ? organiser : String(hostId)}
      onChange={(value) => onChoose(value === organiser ? null : Number(value))}
      classNames={{ input: classes.whose }}
    />
  )
}

function Synced({ calendar: { syncedAtMs, problem } }: { calendar: GoogleCalendar }) {
  return (
    <>
      {syncedAtMs === null ? t('google.calendar.never') : <Time ms={syncedAtMs} as="relative" />}
      {problem !== null && <div className={classes.bad}>{t(`google.outcome.${problem}`)}</div>}
    </>
  )
}

function NewsOf({ calendar: { channel } }: { calendar: GoogleCalendar }) {
  const { data: google } = useQuery(googleQuery)
  if (channel === null) return <>{t('google.calendar.poll', { count: google?.pollMinutes ?? 0 })}</>
  return (
    <Tooltip label={t('google.calendar.channelMeans')}>
      <span>
        <Words k="google.calendar.channel" parts={{ time: <Time ms={channel.expiresAtMs} as="day" /> }} />
      </span>
    </Tooltip>
  )
}
