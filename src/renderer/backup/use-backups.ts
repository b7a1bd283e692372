import { useMutation } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'
import { formatBytes } from '../ui/format.ts'
import { tell } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { tellWorkFailure } from './failure-words.ts'
import { followWork } from './work.ts'

export function useBackUpNow() {
  return useMutation({
    mutationFn: () => followWork('make', (signal) => desk.backups.make(undefined, { signal })),
    onSuccess: ({ bytes }) => tell(t('backup.made', { size: formatBytes(bytes) })),
    onError: (error) => tellWorkFailure(t('backup.failed'), error),
  })
}

/** By a file's name. */
export function useRehearse() {
  return useMutation({
    mutationFn: (name: string) => followWork('rehearse', (signal) => desk.backups.rehearse({ name, passphrase: null }, { signal })),
    onSuccess: () => tell(t('backup.rehearseGood')),
    onError: (error) => tellWorkFailure(t('backup.rehearseFailed'), error),
  })
}

export function useShowBackup() {
  return useMutation({
    mutationFn: (name: string) => desk.backups.show({ name }),
    onError: (error) => tellWorkFailure(t('backup.showFailed'), error),
  })
}
