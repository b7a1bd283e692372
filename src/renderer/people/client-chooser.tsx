import { TextInput, UnstyledButton } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { OriginMark } from '../ui/origin-mark.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { nameOfClient } from './client-name.ts'
import { findClientsQuery } from './clients-query.ts'
import classes from './people.module.css'

/** Finds another client. Tab goes into what was found. */
export function ClientChooser({ exceptId, onChoose }: { exceptId: number; onChoose(id: number): void }) {
  const [text, setText] = useState('')
  const [settled] = useDebouncedValue(text.trim(), 120)
  const { data, error, isPending, refetch } = useQuery(findClientsQuery(settled))
  const found = (settled === '' ? [] : (data ?? [])).filter(({ id }) => id !== exceptId)
  return (
    <>
      <TextInput
        data-private
        data-autofocus
        type="search"
        label={t('clients.merge.choose')}
        placeholder={t('clients.merge.searchHint')}
        leftSection={<IconSearch size={14} aria-hidden />}
        maxLength={200}
        value={text}
        onChange={(change) => setText(change.currentTarget.value)}
      />
      <div className={classes.found}>
        {error ? (
          <ErrorNotice title={t('clients.list.failed')} error={error} onRetry={() => void refetch()} />
        ) : settled !== '' && isPending ? (
          <TableSkeleton rows={4} />
        ) : (
          <ul>
            {found.map((client) => (
              <li key={client.id}>
                <UnstyledButton className={classes.foundRow} onClick={() => onChoose(client.id)}>
                  <b data-private>{nameOfClient(client)}</b> <OriginMark origin={client.origin} />
                  <span className={classes.breakable} data-private>
                    {[client.email, client.phone, client.externalId].filter((part) => part !== null).join(' · ')}
                  </span>
                </UnstyledButton>
              </li>
            ))}
            {settled !== '' && found.length === 0 && <li className={classes.quiet}>{t('clients.merge.none')}</li>}
          </ul>
        )}
      </div>
    </>
  )
}
