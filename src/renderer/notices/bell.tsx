import { Popover, Tooltip, UnstyledButton } from '@mantine/core'
import { IconBell } from '@tabler/icons-react'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import { may } from '../browser/may.ts'
import { desk } from '../desk/client.ts'
import { tellFailure } from '../ui/notify.ts'
import { FocusBack } from '../ui/focus-back.ts'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import classes from './notices.module.css'
import { NoticeList } from './notice-list.tsx'

const noticesQuery = queryOptions({ queryKey: ['notices'], queryFn: () => desk.notices.list() })

/** The desk counts no further. */
const mostCounted = 100

/** What deliveries brought since somebody looked, as a number; opened, as a list. Closing the list marks it as seen. */
export function Bell() {
  const { data, error, refetch } = useQuery(noticesQuery)
  /** Up to where it was seen when the list was opened: what is new stays marked while it is read. Null: closed. */
  const [seenBefore, setSeenBefore] = useState<number | null>(null)
  const unseen = data?.unseen ?? 0
  const opened = seenBefore !== null

  const close = (): void => {
    setSeenBefore(null)
    markSeen()
  }
  const markSeen = (): void => {
    const [newest] = data?.notices ?? []
    // Seen for everybody: who only looks on says nothing for others.
    if (newest === undefined || unseen === 0 || !may('notices.markSeen')) return
    desk.notices.markSeen({ upTo: newest.id }).catch((failure: unknown) => tellFailure(t('notices.markFailed'), failure))
  }
  const toggle = (): void => (opened ? close() : setSeenBefore(data?.seenUpTo ?? 0))

  const commands = useMemo(() => [{ id: 'notices', label: t('notices.open'), group: t('app.group.window'), keys: ['b'] }], [])
  useCommandList(commands, toggle)
  return (
    <Popover opened={opened} onClose={close} onDismiss={close} position="top-end" width={400} shadow="md" trapFocus>
      <Popover.Target>
        <Tooltip
          disabled={opened}
          label={
            <>
              {t('notices.open')} <Keys keys="b" />
            </>
          }
        >
          <UnstyledButton className={classes.bell} aria-label={bellWords(unseen)} onClick={toggle}>
            <IconBell size={16} aria-hidden />
            {unseen > 0 && <span className={classes.count}>{unseen >= mostCounted ? `${mostCounted - 1}+` : unseen}</span>}
          </UnstyledButton>
        </Tooltip>
      </Popover.Target>
      <Popover.Dropdown p={0} aria-label={t('notices.title')}>
        <FocusBack />
        <NoticeList
          notices={data?.notices ?? null}
          error={error}
          seenBefore={seenBefore ?? 0}
          unseen={unseen}
          onRetry={() => void refetch()}
          onMarkSeen={() => {
            setSeenBefore(data?.notices[0]?.id ?? 0)
            markSeen()
          }}
          onClose={close}
        />
      </Popover.Dropdown>
    </Popover>
  )
}

/** The same number that is drawn on it. */
function bellWords(unseen: number): string {
  if (unseen === 0) return t('notices.bellNone')
  return unseen >= mostCounted ? t('notices.bellMany', { most: mostCounted - 1 }) : t('notices.bell', { count: unseen })
}
