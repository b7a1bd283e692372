import { Switch } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { TokenProviderId } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { sourceName } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import classes from './connections.module.css'

/** Whether the provider is told of no-shows, and what that does there. */
export function WriteBack({ provider, enabled }: { provider: TokenProviderId; enabled: boolean }) {
  const set = useMutation({
    mutationFn: (next: boolean) => desk.connections.setWriteBack({ provider, enabled: next }),
    onError: (error) => tellFailure(t('connections.writeBack.failed'), error),
  })
  return (
    <>
      <dt>{t('connections.writeBack.label')}</dt>
      <dd>
        <Switch
          checked={enabled}
          onChange={(change) => set.mutate(change.currentTarget.checked)}
          label={t('connections.writeBack.switch', { name: sourceName(provider) })}
        />
        <div className={classes.quiet}>
          {t('connections.writeBack.means')} {t(`connections.writeBack.${provider}`)}
        </div>
      </dd>
    </>
  )
}
