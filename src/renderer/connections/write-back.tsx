import { Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Connection } from '../../shared/contract/connections.ts'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './connections.module.css'

/** Whether the provider is told of no-shows, and what that does there. Nothing where it takes none, or cannot be told for want of a token. */
export function WriteBack({ connection: { provider, token, writeBack } }: { connection: Connection }) {
  const set = useMutation({
    mutationFn: (next: boolean) => desk.connections.setWriteBack({ provider, enabled: next }),
    onError: (error) => tellFailure(t('connections.writeBack.failed'), error),
  })
  if (token === null || writeBack === null) return null
  return (
    <>
      <dt>{t('connections.writeBack.label')}</dt>
      <dd>
        <Switch
          checked={writeBack}
          onChange={(change) => set.mutate(change.currentTarget.checked)}
          label={t('connections.writeBack.switch', { name: sourceName(provider) })}
        />
        <div className={classes.below}>
          {t('connections.writeBack.means')} {t(`connections.writeBack.${provider}`)}
        </div>
      </dd>
    </>
  )
}
