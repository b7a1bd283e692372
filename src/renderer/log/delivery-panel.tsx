import { queryOptions, useQuery } from '@tanstack/react-query'
import type { Delivery } from '../../shared/delivery.ts'
import { desk } from '../desk/client.ts'
import { EditedMark } from '../replay/edited-mark.tsx'
import { ReplayActions } from '../replay/replay-actions.tsx'
import { hasCode } from '../ui/error-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { OriginMark } from '../ui/origin-mark.tsx'
import { SidePanel } from '../ui/side-panel.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { SourceMark } from '../ui/source-mark.tsx'
import { VerdictBadge } from '../ui/verdict-badge.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { t } from '../ui/t.tsx'
import { Checks } from './checks.tsx'
import { Remedies } from './checks-remedies.tsx'
import { DeliveryActions } from './delivery-actions.tsx'
import { DeliveryBody } from './delivery-body.tsx'
import { DeliveryChanges } from './delivery-changes.tsx'
import { DeliveryFacts } from './delivery-facts.tsx'
import { DeliveryHeaders } from './delivery-headers.tsx'
import { FindingSentence } from './finding-sentence.tsx'
import { RefusedBound } from './refused-bound.tsx'

const deliveryQuery = (id: number) => queryOptions({ queryKey: ['deliveries', 'one', id], queryFn: () => desk.deliveries.get({ id }) })

/** A delivery's drawer: what became of it, why, what it changed, and then its bytes. */
export function DeliveryPanel({ id, focusKey, onClose }: { id: number; focusKey: number; onClose(): void }) {
  const { data: delivery, error, refetch } = useQuery(deliveryQuery(id))
  return (
    <SidePanel
      title={delivery ? <DeliveryTitle delivery={delivery} /> : t('log.deliveryNumber', { id })}
      label={t('log.delivery')}
      focusKey={focusKey}
      onClose={onClose}
    >
      {delivery ? (
        <DeliveryDetails delivery={delivery} />
      ) : error ? (
        <NotShown error={error} onRetry={() => void refetch()} />
      ) : (
        <TableSkeleton rows={8} />
      )}
    </SidePanel>
  )
}

function DeliveryTitle({ delivery }: { delivery: Delivery }) {
  return (
    <>
      <SourceMark source={delivery.provider} iconOnly /> {delivery.providerEvent ?? t('log.delivery')}{' '}
      <OriginMark origin={delivery.origin} /> {delivery.isEdited && <EditedMark />}
    </>
  )
}

function NotShown({ error, onRetry }: { error: unknown; onRetry(): void }) {
  if (hasCode(error, 'NOT_FOUND')) return <EmptyState title={t('log.removed')} description={t('log.removedMeans')} />
  return <ErrorNotice title={t('log.notRead')} error={error} onRetry={onRetry} />
}

function DeliveryDetails({ delivery }: { delivery: Delivery }) {
  return (
    <>
      <VerdictBadge verdict={delivery.verdict} reason={delivery.reason} />
      <FindingSentence delivery={delivery} />
      <Remedies key={`remedies ${delivery.id}`} delivery={delivery} />
      <DeliveryActions delivery={delivery} />
      <ReplayActions key={`replay ${delivery.id}`} delivery={delivery} />
      {!delivery.isEdited && <Checks id={delivery.id} />}
      <DeliveryFacts delivery={delivery} />
      <DeliveryChanges changes={delivery.changes} issues={delivery.issues} />
      <DeliveryBody key={delivery.id} delivery={delivery} />
      <DeliveryHeaders headers={delivery.headers} />
      {delivery.verdict === 'rejected' && <RefusedBound />}
    </>
  )
}
