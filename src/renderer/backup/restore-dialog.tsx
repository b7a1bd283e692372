import { Alert, Button, Group, PasswordInput, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { BackupEntry, CheckedBackup } from '../../shared/contract/backups.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { hasCode } from '../ui/error-words.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { CheckedFacts } from './checked-facts.tsx'
import classes from './backup.module.css'
import { failureOf, failureSentence } from './failure-words.ts'
import { followWork, stopWork, StoppedError, useWork } from './work.ts'
import { Working } from './working.tsx'

/** One of the list, or a file that the system's dialog asks for. */
export type RestoreFrom = { readonly kind: 'listed'; readonly entry: BackupEntry } | { readonly kind: 'file' }

type Stage =
  | { readonly kind: 'looking' }
  /** `wasTried`: the one that was typed did not open it. */
  | { readonly kind: 'asking'; readonly wasTried: boolean }
  | { readonly kind: 'checked'; readonly checked: CheckedBackup }
  | { readonly kind: 'refused'; readonly sentence: string }

/** Looks into a backup, says what is in it and what would be missing, and restores it. */
export function RestoreDialog({ from, onClose }: { from: RestoreFrom; onClose(): void }) {
  const [stage, setStage] = useState<Stage>({ kind: 'looking' })
  const work = useWork()
  const name = from.kind === 'listed' ? from.entry.name : null

  const check = async (passphrase: string | null): Promise<void> => {
    setStage({ kind: 'looking' })
    try {
      const checked = await followWork('check', (signal) => desk.backups.check({ name, passphrase }, { signal }))
      setStage({ kind: 'checked', checked })
    } catch (error) {
      if (error instanceof StoppedError) onClose()
      else if (failureOf(error) === 'passphrase') setStage({ kind: 'asking', wasTried: passphrase !== null })
      else setStage({ kind: 'refused', sentence: failureSentence(error) })
    }
  }
  const begin = async (): Promise<void> => {
    if (from.kind === 'file' && (await desk.backups.chooseFile()).name === null) onClose()
    else await check(null)
  }
  useEffect(() => {
    begin().catch((error: unknown) => setStage({ kind: 'refused', sentence: failureSentence(error) }))
    // oxlint-disable-next-line react/exhaustive-deps -- once: the dialog is opened for one backup
  }, [])

  const restore = useMutation({
    mutationFn: (token: string) => desk.backups.restore({ token }),
    onSettled: (_done, error) => {
      // The desk goes away to come back with the backup: it may take its answer along.
      if (error && !hasCode(error, 'DESK_UNREACHABLE')) {
        setStage({ kind: 'refused', sentence: hasCode(error, 'GONE') ? t('backup.dialog.changed') : failureSentence(error) })
        return
      }
      tell(t('backup.dialog.restarting'))
      onClose()
    },
  })
  const close = (): void => {
    if (stage.kind === 'looking') stopWork()
    else if (stage.kind === 'checked') void desk.backups.forget().catch(() => undefined)
    onClose()
  }

  return (
    <Dialog onClose={close} closeOnClickOutside={false} size={560} title={t('backup.dialog.title')}>
      {stage.kind === 'looking' && (
        <Stack gap="xs">
          <Text size="sm">{t('backup.dialog.looking')}</Text>
          {work && <Working work={work} />}
        </Stack>
      )}
      {stage.kind === 'asking' && <AskPassphrase wasTried={stage.wasTried} onGiven={(given) => void check(given)} onClose={close} />}
      {stage.kind === 'checked' && (
        <Stack gap="sm">
          <CheckedFacts checked={stage.checked} />
          <Group gap="xs">
            <Button color="red" loading={restore.isPending} onClick={() => restore.mutate(stage.checked.token)}>
              {t('backup.dialog.confirm')}
            </Button>
            <Button variant="default" onClick={close} data-autofocus>
              {t('backup.dialog.cancel')}
            </Button>
          </Group>
        </Stack>
      )}
      {stage.kind === 'refused' && (
        <Stack gap="sm">
          <Alert color="red" role="alert" title={t('backup.dialog.failed')}>
            {stage.sentence}
          </Alert>
          <Group>
            <Button variant="default" onClick={close} data-autofocus>
              {t('ui.close')}
            </Button>
          </Group>
        </Stack>
      )}
    </Dialog>
  )
}

function AskPassphrase({ wasTried, onGiven, onClose }: { wasTried: boolean; onGiven(passphrase: string): void; onClose(): void }) {
  const [passphrase, setPassphrase] = useState('')
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        if (passphrase !== '') onGiven(passphrase)
      }}
    >
      {!wasTried && <Text size="sm">{t('backup.dialog.askPassphrase')}</Text>}
      <PasswordInput
        label={t('backup.dialog.passphrase')}
        data-autofocus
        autoComplete="off"
        visibilityToggleButtonProps={{ 'aria-label': t('vault.show') }}
        value={passphrase}
        onChange={(change) => setPassphrase(change.currentTarget.value)}
        error={wasTried && passphrase === '' ? t('backup.dialog.wrongPassphrase') : null}
      />
      <Group gap="xs">
        <Button type="submit" disabled={passphrase === ''}>
          {t('backup.dialog.look')}
        </Button>
        <Button variant="default" onClick={onClose}>
          {t('backup.dialog.cancel')}
        </Button>
      </Group>
    </form>
  )
}
