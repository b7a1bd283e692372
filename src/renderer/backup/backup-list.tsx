import { ActionIcon, Button, Group, Table, Text, Tooltip } from '@mantine/core'
import { IconFolderOpen, IconLock, IconLockOpen } from '@tabler/icons-react'
import { useState } from 'react'
import type { BackupEntry } from '../../shared/contract/backups.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatBytes, formatMoment } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'
import classes from './backup.module.css'
import { useRehearse, useShowBackup } from './use-backups.ts'

/** As many as are usually kept; the others are a click away. */
const shownAtFirst = 7

export interface BackupListProps {
  entries: readonly BackupEntry[]
  /** Another one is being worked on. */
  isBusy: boolean
  /** False: there is no open store to rehearse with. */
  canRehearse?: boolean
  onRestore(entry: BackupEntry): void
}

/** What could be restored, the youngest first. */
export function BackupList({ entries, isBusy, canRehearse = true, onRestore }: BackupListProps) {
  const [isOpen, setOpen] = useState(false)
  if (entries.length === 0) return <EmptyState title={t('backup.list.empty')} description={t('backup.list.emptyMore')} />
  const shown = isOpen ? entries : entries.slice(0, shownAtFirst)
  return (
    <div className={classes.list}>
      <Table aria-label={t('backup.list.label')} verticalSpacing={4}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('backup.list.made')}</Table.Th>
            <Table.Th>{t('backup.list.why')}</Table.Th>
            <Table.Th className={classes.number}>{t('backup.list.size')}</Table.Th>
            {canRehearse && <Table.Th>{t('backup.list.rehearsed')}</Table.Th>}
            <Table.Th>
              <span className={classes.unseen}>{t('backup.list.actions')}</span>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((entry) => (
            <Row key={entry.name} entry={entry} isBusy={isBusy} canRehearse={canRehearse} onRestore={onRestore} />
          ))}
        </Table.Tbody>
      </Table>
      {entries.length > shown.length && (
        <Button variant="subtle" size="compact-sm" mt={4} onClick={() => setOpen(true)}>
          {t('backup.list.more', { count: entries.length - shown.length })}
        </Button>
      )}
    </div>
  )
}

function Row({ entry, isBusy, canRehearse, onRestore }: { entry: BackupEntry } & Required<Omit<BackupListProps, 'entries'>>) {
  const office = useOffice()
  const made = formatMoment(entry.madeAtMs, office, useNow())
  const rehearse = useRehearse()
  const show = useShowBackup()
  return (
    <Table.Tr>
      <Table.Td>
        <Time ms={entry.madeAtMs} />
      </Table.Td>
      <Table.Td>
        <Group gap={6} wrap="nowrap">
          <Locked isEncrypted={entry.isEncrypted} />
          {t(`backup.kind.${entry.kind}`)}
        </Group>
      </Table.Td>
      <Table.Td className={classes.number}>{formatBytes(entry.bytes)}</Table.Td>
      {canRehearse && <Table.Td>{entry.kind !== 'set-aside' && <Rehearsed entry={entry} />}</Table.Td>}
      <Table.Td>
        <Group gap={4} wrap="nowrap" justify="flex-end">
          {canRehearse && entry.kind !== 'set-aside' && (
            <Button
              variant="default"
              size="compact-xs"
              disabled={isBusy}
              aria-label={t('backup.rehearseNamed', { made })}
              onClick={() => rehearse.mutate(entry.name)}
            >
              {t('backup.rehearse')}
            </Button>
          )}
          <Button
            variant="default"
            size="compact-xs"
            disabled={isBusy}
            aria-label={t('backup.restoreNamed', { made })}
            onClick={() => onRestore(entry)}
          >
            {t('backup.restore')}
          </Button>
          <Tooltip label={t('backup.show')}>
            <ActionIcon variant="subtle" color="gray" aria-label={t('backup.showNamed', { made })} onClick={() => show.mutate(entry.name)}>
              <IconFolderOpen size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Table.Td>
    </Table.Tr>
  )
}

function Locked({ isEncrypted }: { isEncrypted: boolean }) {
  const words = t(isEncrypted ? 'backup.encrypted' : 'backup.plain')
  const Icon = isEncrypted ? IconLock : IconLockOpen
  return (
    <Tooltip label={words}>
      <Icon size={15} className={classes.lock} role="img" aria-label={words} />
    </Tooltip>
  )
}

function Rehearsed({ entry: { rehearsed } }: { entry: BackupEntry }) {
  if (rehearsed === null)
    return (
      <Text size="sm" c="dimmed">
        {t('backup.notYet')}
      </Text>
    )
  const { failure } = rehearsed
  if (failure === null)
    return (
      <Text size="sm" className={classes.good}>
        {t('backup.good')} · <Time ms={rehearsed.atMs} />
      </Text>
    )
  return (
    <Tooltip label={t(`backup.failures.${failure}`)} multiline w={280}>
      <Text size="sm" className={classes.bad} tabIndex={0}>
        {t('backup.notGood')} · <Time ms={rehearsed.atMs} />
      </Text>
    </Tooltip>
  )
}
