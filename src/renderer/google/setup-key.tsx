import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Google } from '../../shared/contract/google.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { hasCode } from '../ui/error-words.ts'
import { formatDaysAgo } from '../ui/format.ts'
import { tellFailure } from '../ui/notify.ts'
import { t, Words } from '../ui/t.tsx'
import classes from './google.module.css'

/** The key with which a script registers channels from outside. A new one is shown until the page is left, and never again. */
export function SetupKey({ known }: { known: Google['setupKey'] }) {
  const office = useOffice()
  const now = useNow()
  const make = useMutation({
    mutationFn: () => desk.google.makeSetupKey(),
    onError: (error) =>
      tellFailure(t('google.setupKey.makeFailed'), hasCode(error, 'VAULT') ? new Error(t('google.client.noVault')) : error),
  })
  const remove = useMutation({
    mutationFn: () => desk.google.removeSetupKey(),
    onSuccess: () => make.reset(),
    onError: (error) => tellFailure(t('google.setupKey.removeFailed'), error),
  })
  return (
    <>
      <dt>{t('google.setupKey.label')}</dt>
      <dd>
        {make.data && (
          <div className={classes.shownOnce}>
            <code>{make.data.key}</code>
            <CopyButton value={make.data.key} label={t('google.setupKey.copy')} />
            <span className={classes.quiet}>{t('google.setupKey.once')}</span>
          </div>
        )}
        <Group gap="xs">
          {known && (
            <span>{t('google.setupKey.known', { lastFour: known.lastFour, when: formatDaysAgo(known.setAtMs, office, now) })}</span>
          )}
          <Button variant="default" loading={make.isPending} onClick={() => make.mutate()}>
            {t(known ? 'google.setupKey.replace' : 'google.setupKey.make')}
          </Button>
          {known && (
            <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
              {t('google.setupKey.remove')}
            </Button>
          )}
        </Group>
        <div className={classes.quiet}>
          <Words k="google.setupKey.means" parts={{ code: <code /> }} />
        </div>
      </dd>
    </>
  )
}
