import { Dialog } from '../ui/dialog.tsx'
import { t } from '../ui/t.tsx'
import { askToReplay, useAskedToReplay } from './ask-bulk.ts'
import { Bulk } from './bulk.tsx'

/** Replays all that match a filter. Mounted once, by the log; `askToReplay` opens it. */
export function BulkDialog() {
  const filter = useAskedToReplay()
  const close = (): void => askToReplay(null)
  if (filter === null) return null
  return (
    <Dialog
      onClose={close}
      title={t('replay.bulk.title')}
      closeButtonProps={{ 'aria-label': t('replay.bulk.close') }}
      // A click beside it is no wish to stop.
      closeOnClickOutside={false}
      size="lg"
    >
      <Bulk key={JSON.stringify(filter)} filter={filter} onClose={close} />
    </Dialog>
  )
}
