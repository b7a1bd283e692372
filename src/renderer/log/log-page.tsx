import { useDebouncedValue } from '@mantine/hooks'
import { useMemo, useState } from 'react'
import { navigation } from '../app/navigation.ts'
import { useNow } from '../app/now.ts'
import { useOffice } from '../app/office.ts'
import { BulkDialog } from '../replay/bulk-dialog.tsx'
import { Page } from '../ui/page.tsx'
import { t } from '../ui/t.tsx'
import { DeliveryPanel } from './delivery-panel.tsx'
import { LogFaces } from './log-faces.tsx'
import { toDeliveryFilter } from './log-filter.ts'
import { logMemory } from './log-memory.ts'
import { LogToolbar } from './log-toolbar.tsx'

const rangeStepMs = 5 * 60_000

/** The audit log: every delivery, newest first, live. */
export function LogPage() {
  const { filter } = logMemory.use()
  const { deliveryId } = navigation.use()
  const { timeZone } = useOffice()
  // Relative ranges move on in steps: at each tick, the list would be read anew for nothing.
  const nowMs = Math.floor(useNow() / rangeStepMs) * rangeStepMs
  // Typing filters what is shown once it pauses, not at each letter.
  const [search] = useDebouncedValue(filter.search, 200)
  const deliveryFilter = useMemo(() => toDeliveryFilter({ ...filter, search }, nowMs, timeZone), [filter, search, nowMs, timeZone])
  const [focusKey, setFocusKey] = useState(0)
  return (
    <Page
      title={t('app.page.log')}
      toolbar={<LogToolbar deliveryFilter={deliveryFilter} />}
      panel={
        deliveryId !== null && (
          <DeliveryPanel id={deliveryId} focusKey={focusKey} onClose={() => navigation.set({ deliveryId: null })} key="panel" />
        )
      }
    >
      <LogFaces filter={deliveryFilter} onEnter={() => setFocusKey((key) => key + 1)} />
      <BulkDialog />
    </Page>
  )
}
