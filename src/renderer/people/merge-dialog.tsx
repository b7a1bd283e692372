import { Alert, Button, Group, Radio, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { Client, Contact } from '../../shared/contract/clients.ts'
import { useOffice } from '../app/office.ts'
import { desk } from '../desk/client.ts'
import { offerUndo } from '../gestures/undo.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { formatDay } from '../ui/format.ts'
import { sourceName } from '../ui/labels.ts'
import { tellFailure } from '../ui/notify.ts'
import { OriginMark } from '../ui/origin-mark.tsx'
import { TableSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'
import { useWhileShown } from '../ui/while-shown.ts'
import { ClientChooser } from './client-chooser.tsx'
import { clientQuery } from './clients-query.ts'
import classes from './people.module.css'

/** Shows two records side by side, asks whose contact data is shown, and makes one client of them. */
export function MergeDialog({ client, otherId, onClose }: { client: Client; otherId: number | null; onClose(): void }) {
  const [chosenId, setChosenId] = useState(otherId)
  const leave = useWhileShown(onClose)
  return (
    <Dialog onClose={onClose} title={t('clients.merge.title')} size={680} closeButtonProps={{ 'aria-label': t('clients.merge.cancel') }}>
      {chosenId === null ? (
        <ClientChooser exceptId={client.id} onChoose={setChosenId} />
      ) : (
        <Compared client={client} otherId={chosenId} onAnother={() => setChosenId(null)} onClose={leave} />
      )}
    </Dialog>
  )
}

function Compared({ client, otherId, onAnother, onClose }: { client: Client; otherId: number; onAnother(): void; onClose(): void }) {
  const { data: other, error, refetch } = useQuery(clientQuery(otherId))
  if (error) return <ErrorNotice title={t('clients.one.failed')} error={error} onRetry={() => void refetch()} />
  if (!other) return <TableSkeleton rows={6} />
  return <Choice key={other.id} client={client} other={other} onAnother={onAnother} onClose={onClose} />
}

type Side = 'own' | 'other'
const fields = ['name', 'email', 'phone'] as const

/** Null: the two may become one. */
function obstacleOf(client: Client, other: Client): string | null {
  if (client.id === other.id) return t('clients.merge.same')
  return client.origin === other.origin ? null : t('clients.merge.mixed')
}

function Choice({ client, other, onAnother, onClose }: { client: Client; other: Client; onAnother(): void; onClose(): void }) {
  const office = useOffice()
  const [sides, setSides] = useState<Record<keyof Contact, Side>>({
    name: preferred(client, other, 'name'),
    email: preferred(client, other, 'email'),
    phone: preferred(client, other, 'phone'),
  })
  const [isMerging, setMerging] = useState(false)
  const obstacle = obstacleOf(client, other)

  const merge = async (): Promise<void> => {
    setMerging(true)
    try {
      const { historyId } = await desk.clients.merge({ id: client.id, otherId: other.id, contact: sides })
      offerUndo(`merge-${historyId}`, t('clients.merge.done'), () => desk.clients.takeApart({ historyId }))
      onClose()
    } catch (error) {
      tellFailure(t('clients.merge.failed'), error)
    } finally {
      setMerging(false)
    }
  }

  return (
    <form
      onSubmit={(submit) => {
        submit.preventDefault()
        if (obstacle === null) void merge()
      }}
    >
      <Text size="sm" mb="xs">
        {t('clients.merge.which')}
      </Text>
      <table className={classes.compare}>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t('clients.merge.field')}</span>
            </th>
            <th scope="col">
              {t('clients.merge.own')} <OriginMark origin={client.origin} />
            </th>
            <th scope="col">
              {t('clients.merge.other')} <OriginMark origin={other.origin} />
            </th>
          </tr>
        </thead>
        <tbody>
          {fields.map((field) => (
            <tr key={field}>
              <th scope="row">{t(`clients.edit.${field}`)}</th>
              {(['own', 'other'] as const).map((side) => (
                <td key={side}>
                  <Value
                    name={`merge-${field}`}
                    text={(side === 'own' ? client : other).contact[field]}
                    isChosen={sides[field] === side}
                    onChoose={() => setSides({ ...sides, [field]: side })}
                  />
                </td>
              ))}
            </tr>
          ))}
          <tr>
            <th scope="row">{t('clients.merge.appointments')}</th>
            <td>{appointmentsOf(client)}</td>
            <td>{appointmentsOf(other)}</td>
          </tr>
          <tr>
            <th scope="row">{t('clients.merge.sources')}</th>
            <td>{sourcesOf(client)}</td>
            <td>{sourcesOf(other)}</td>
          </tr>
          <tr>
            <th scope="row">{t('clients.merge.known')}</th>
            <td>{formatDay(client.figures.knownAtMs, office)}</td>
            <td>{formatDay(other.figures.knownAtMs, office)}</td>
          </tr>
        </tbody>
      </table>
      {obstacle === null ? (
        <Text size="sm" c="dimmed" my="sm">
          {t('clients.merge.after')}
        </Text>
      ) : (
        <Alert color="red" my="sm">
          {obstacle}
        </Alert>
      )}
      <Group justify="space-between">
        <Button variant="subtle" onClick={onAnother}>
          {t('clients.merge.chooseAnother')}
        </Button>
        <Group gap="xs">
          <Button variant="default" onClick={onClose}>
            {t('clients.merge.cancel')}
          </Button>
          <Button type="submit" loading={isMerging} disabled={obstacle !== null} data-autofocus>
            {t('clients.merge.confirm')}
          </Button>
        </Group>
      </Group>
    </form>
  )
}

/** Their own, unless only the other has one. */
function preferred(client: Client, other: Client, field: keyof Contact): Side {
  return client.contact[field] === null && other.contact[field] !== null ? 'other' : 'own'
}

function Value({ name, text, isChosen, onChoose }: { name: string; text: string | null; isChosen: boolean; onChoose(): void }) {
  if (text === null) return <span className={classes.quiet}>{t('clients.merge.nothing')}</span>
  return <Radio name={name} size="xs" checked={isChosen} onChange={onChoose} label={<span data-private>{text}</span>} />
}

function appointmentsOf({ records }: Client): number {
  return records.reduce((sum, { appointments }) => sum + appointments, 0)
}

function sourcesOf({ records }: Client): string {
  return [...new Set(records.flatMap(({ sources }) => sources))].map(sourceName).join(', ') || '—'
}
