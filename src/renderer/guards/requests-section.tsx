import { Button, Switch, Text } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import type { TraceEntry } from '../../shared/contract/guards.ts'
import type { Settings } from '../../shared/settings.ts'
import { useOffice } from '../app/office.ts'
import { settingsQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { Section } from '../settings/section.tsx'
import { formatBytes, formatMicroseconds, formatSeconds } from '../ui/format.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './guards.module.css'
import { useRequests } from './use-requests.ts'

/** What the receiver does with each request, for whoever looks for a fault. */
export function RequestsSection({ settings: { debug } }: { settings: Settings }) {
  const queries = useQueryClient()
  // Shown as it was set at once, and not as the desk still has it.
  const [wanted, setWanted] = useState<boolean | null>(null)
  const change = useMutation({
    mutationFn: (next: boolean) => desk.settings.update({ debug: next }),
    onSuccess: (settings) => queries.setQueryData(settingsQuery.queryKey, settings),
    onError: (error) => tellFailure(t('guards.requests.saveFailed'), error),
    onSettled: () => setWanted(null),
  })
  return (
    <Section title={t('guards.requests.title')} description={t('guards.requests.about')}>
      <Switch
        label={t('guards.requests.show')}
        description={t('guards.requests.showMeans')}
        checked={wanted ?? debug}
        onChange={({ currentTarget }) => {
          setWanted(currentTarget.checked)
          change.mutate(currentTarget.checked)
        }}
      />
      {debug && <Requests />}
    </Section>
  )
}

function Requests() {
  const { entries, clear } = useRequests(true)
  if (entries === null) return <Hint>{t('guards.requests.connecting')}</Hint>
  if (entries.length === 0) return <Hint>{t('guards.requests.empty')}</Hint>
  return (
    <>
      <div className={classes.requests} tabIndex={0} role="group" aria-label={t('guards.requests.title')}>
        <table>
          <thead>
            <tr>
              <th>{t('guards.requests.time')}</th>
              <th>{t('guards.requests.request')}</th>
              <th>{t('guards.requests.answer')}</th>
              <th>{t('guards.requests.total')}</th>
              <th>{t('guards.requests.stages')}</th>
            </tr>
          </thead>
          <tbody>
            {entries.map((entry) => (
              <Request key={entry.id} entry={entry} />
            ))}
          </tbody>
        </table>
      </div>
      <Button variant="default" mt="xs" onClick={clear}>
        {t('guards.requests.clear')}
      </Button>
    </>
  )
}

function Request({ entry }: { entry: TraceEntry }) {
  const office = useOffice()
  const { guardMs, bodyMs, verifyMs, readMs, keepMs } = entry
  return (
    <tr>
      <td className={classes.number}>{formatSeconds(entry.atMs, office)}</td>
      <td>
        <code>
          {entry.method} {entry.path}
        </code>
        <div className={classes.more}>
          {[
            ...(entry.remoteAddress === null ? [] : [t('guards.requests.from', { address: entry.remoteAddress })]),
            t('guards.requests.sizes', { head: formatBytes(entry.headerBytes), body: formatBytes(entry.bodyBytes) }),
          ].join(' · ')}
        </div>
        <div className={classes.more}>{t('guards.requests.headers', { names: entry.headerNames.join(', ') })}</div>
      </td>
      <td className={classes.number}>{entry.status}</td>
      <td className={classes.number}>{duration(entry.totalMs)}</td>
      <td className={classes.number}>{[guardMs, bodyMs, verifyMs, readMs, keepMs].map(duration).join(' · ')}</td>
    </tr>
  )
}

const duration = (ms: number | null): string => (ms === null ? '–' : formatMicroseconds(ms * 1000))

function Hint({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" mt="sm">
      {children}
    </Text>
  )
}
