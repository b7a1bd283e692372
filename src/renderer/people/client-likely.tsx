import { Alert, Button } from '@mantine/core'
import { IconUsers } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { Client } from '../../shared/contract/clients.ts'
import { Reserved } from '../browser/reserved.tsx'
import { t } from '../ui/t.tsx'
import { nameOfClient } from './client-name.ts'
import { likelyQuery } from './clients-query.ts'
import classes from './people.module.css'

/** Who may be the same person. Nothing while it loads or fails: it is a hint, and the merge itself searches too. */
export function ClientLikely({ client, onCompare }: { client: Client; onCompare(otherId: number): void }) {
  const { data = [] } = useQuery(likelyQuery(client.id))
  if (data.length === 0) return null
  return (
    <Alert variant="default" icon={<IconUsers size={18} aria-hidden />} title={t('clients.likely.title')} className={classes.likely}>
      <ul className={classes.likelyList}>
        {data.map((other) => (
          <li key={other.id}>
            <b data-private>{nameOfClient(other)}</b>
            <span className={classes.breakable} data-private>
              {[other.email, other.phone].filter((part) => part !== null).join(' · ')}
            </span>
            <span className={classes.quiet}>{t(`clients.likely.${other.because}`)}</span>
            <Reserved to="clients.merge">
              <Button size="compact-xs" variant="default" onClick={() => onCompare(other.id)}>
                {t('clients.likely.compare')}
              </Button>
            </Reserved>
          </li>
        ))}
      </ul>
    </Alert>
  )
}
