import { Alert, Button, Group, List, Loader, Stack, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { ErasureOutcome, ErasurePlan, ErasureStep } from '../../shared/contract/keeping.ts'
import { desk } from '../desk/client.ts'
import { Dialog } from '../ui/dialog.tsx'
import { errorSentence, hasCode } from '../ui/error-words.ts'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatBytes } from '../ui/format.ts'
import { t, Words } from '../ui/t.tsx'
import { erasurePlanQuery } from './keeping-queries.ts'
import { UncertainDeliveries } from './uncertain-deliveries.tsx'

type Stage =
  | { readonly kind: 'asking'; readonly failure: string | null }
  | { readonly kind: 'running'; readonly step: ErasureStep }
  | { readonly kind: 'done'; readonly outcome: ErasureOutcome | null }

/** Says what would go, asks for the name, erases, and says what the search found afterwards. */
export function EraseDialog({ clientId, onClose, onErased }: { clientId: number; onClose(): void; onErased(): void }) {
  const [stage, setStage] = useState<Stage>({ kind: 'asking', failure: null })
  // Not while it runs: then the client is gone, and the plan with them.
  const { data: plan, error, refetch } = useQuery({ ...erasurePlanQuery(clientId), enabled: stage.kind === 'asking' })
  const close = stage.kind === 'done' ? onErased : onClose

  const erase = async (order: { readonly name: string; readonly reason: string; readonly deliveryIds: number[] }): Promise<void> => {
    let isBegun = false
    try {
      for await (const told of await desk.keeping.erase({ clientId, ...order })) {
        isBegun = true
        if (told.kind === 'step') setStage({ kind: 'running', step: told.step })
        else setStage({ kind: 'done', outcome: told.outcome })
      }
    } catch (failure) {
      if (isBegun && !hasCode(failure, 'NOT_FOUND')) setStage({ kind: 'done', outcome: null })
      else setStage({ kind: 'asking', failure: errorSentence(failure) })
    }
  }

  return (
    <Dialog
      onClose={close}
      closeOnClickOutside={false}
      size={620}
      title={t('keeping.erase.label')}
      closeButtonProps={{ 'aria-label': t('keeping.erase.close') }}
    >
      {stage.kind === 'asking' && error && <ErrorNotice title={t('keeping.erase.failed')} error={error} onRetry={() => void refetch()} />}
      {stage.kind === 'asking' && !error && !plan && <Text size="sm">{t('keeping.erase.reading')}</Text>}
      {stage.kind === 'asking' && plan && <Asking plan={plan} failure={stage.failure} onErase={erase} onClose={onClose} />}
      {stage.kind === 'running' && (
        <Stack gap="xs" role="status">
          <Group gap="xs">
            <Loader size="xs" />
            <Text size="sm">{t(`keeping.erase.step.${stage.step}`)}</Text>
          </Group>
          <Text size="xs" c="dimmed">
            {t('keeping.erase.running')}
          </Text>
        </Stack>
      )}
      {stage.kind === 'done' && <Done outcome={stage.outcome} onClose={onErased} />}
    </Dialog>
  )
}

const counted = ['clients', 'appointments', 'leads', 'deliveries', 'mentions'] as const

function Asking({
  plan,
  failure,
  onErase,
  onClose,
}: {
  plan: ErasurePlan
  failure: string | null
  onErase(order: { name: string; reason: string; deliveryIds: number[] }): Promise<void>
  onClose(): void
}) {
  const [name, setName] = useState('')
  const [reason, setReason] = useState('')
  const [deliveryIds, setDeliveryIds] = useState<readonly number[]>([])
  const [isSending, setSending] = useState(false)
  const isName = plainly(name) === plainly(plan.name)
  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        setSending(true)
        void onErase({ name, reason: reason.trim(), deliveryIds: [...deliveryIds] }).finally(() => setSending(false))
      }}
    >
      <Stack gap="sm">
        <Text size="sm" fw={600} data-private>
          {plan.name}
        </Text>
        <div>
          <Text size="sm">{t('keeping.erase.goes')}</Text>
          <List size="sm">
            {counted
              .filter((kind) => plan.counts[kind] > 0)
              .map((kind) => (
                <List.Item key={kind}>{t(`keeping.erase.${kind}`, { count: plan.counts[kind] })}</List.Item>
              ))}
          </List>
        </div>
        {plan.uncertain.length > 0 && <UncertainDeliveries deliveries={plan.uncertain} chosen={deliveryIds} onChange={setDeliveryIds} />}
        <Stays plan={plan} />
        {failure !== null && (
          <Alert color="red" role="alert" title={t('keeping.erase.notDone')}>
            {failure}
          </Alert>
        )}
        <TextInput
          label={t('keeping.erase.reason')}
          description={t('keeping.erase.reasonMeans')}
          maxLength={500}
          value={reason}
          onChange={(change) => setReason(change.currentTarget.value)}
        />
        <TextInput
          data-private
          label={t('keeping.erase.type')}
          value={name}
          error={name !== '' && !isName && t('keeping.erase.differs')}
          onChange={(change) => setName(change.currentTarget.value)}
        />
        <Group gap="xs">
          <Button type="submit" color="red" disabled={!isName || reason.trim() === ''} loading={isSending}>
            {t('keeping.erase.confirm')}
          </Button>
          <Button variant="default" onClick={onClose} data-autofocus>
            {t('keeping.erase.cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** As the desk compares it. */
function plainly(text: string): string {
  return text.normalize('NFC').trim().replaceAll(/\s+/gu, ' ').toLowerCase()
}

function Stays({ plan }: { plan: ErasurePlan }) {
  const values = <span data-private>{plan.shared.join(', ')}</span>
  return (
    <Alert variant="light" color="gray" title={t('keeping.erase.stays')}>
      <List size="sm" spacing={4}>
        <List.Item>
          {plan.elsewhere.length === 0 ? t('keeping.erase.elsewhereNone') : t('keeping.erase.elsewhere', { count: plan.elsewhere.length })}
        </List.Item>
        <List.Item>{t('keeping.erase.provider')}</List.Item>
        {plan.shared.length > 0 && (
          <List.Item>
            <Words k="keeping.erase.shared" parts={{ values }} />
          </List.Item>
        )}
        {plan.isTeamMember && <List.Item>{t('keeping.erase.team')}</List.Item>}
      </List>
    </Alert>
  )
}

function Done({ outcome, onClose }: { outcome: ErasureOutcome | null; onClose(): void }) {
  return (
    <Stack gap="md">
      {outcome === null ? <Alert color="yellow">{t('keeping.erase.cutOff')}</Alert> : <Searched outcome={outcome} />}
      <Group>
        <Button onClick={onClose} data-autofocus>
          {t('keeping.erase.close')}
        </Button>
      </Group>
    </Stack>
  )
}

function Searched({ outcome: { found, searchedBytes } }: { outcome: ErasureOutcome }) {
  const size = formatBytes(searchedBytes)
  return (
    <Alert color={found === 0 ? 'green' : 'red'} role="status">
      {found === 0 ? t('keeping.erase.clean', { size }) : t('keeping.erase.left', { count: found, size })}
    </Alert>
  )
}
