import { Button, Group } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import type { Delivery } from '../../shared/delivery.ts'
import { useCommandList } from '../app/commands.ts'
import { addressInWords } from '../app/heartbeat.ts'
import { navigation } from '../app/navigation.ts'
import { statusQuery } from '../app/queries.ts'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { curlCommand } from './curl.ts'

const commands = [{ id: 'copy-curl', label: 'Copy as curl', group: 'Delivery', keys: ['c'] }]
const testCommands = [...commands, { id: 'remove-test', label: 'Remove this test', group: 'Delivery' }]

/** What can be done with a delivery. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const { data: status } = useQuery(statusQuery)
  const receiver = status?.receiver
  const baseUrl =
    receiver && receiver.state !== 'starting' ? `http://${addressInWords(receiver.address, receiver.port)}` : 'http://127.0.0.1:7420'
  const curl = curlCommand(delivery, baseUrl)
  const remove = useMutation({
    mutationFn: () => desk.samples.removeDelivery({ id: delivery.id }),
    onSuccess: () => {
      navigation.set({ deliveryId: null })
      tell('The test and what it made are removed.')
    },
    onError: (error) => tellFailure('The test could not be removed', error),
  })
  const isTest = delivery.origin === 'test'
  useCommandList(isTest ? testCommands : commands, (id) => {
    if (id === 'remove-test') remove.mutate()
    else if (curl !== null) void navigator.clipboard.writeText(curl).then(() => tell('Copied as curl.'))
  })
  return (
    <Group gap="xs">
      {curl !== null && <CopyButton withText value={curl} label="Copy as curl" />}
      {isTest && (
        <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
          Remove this test
        </Button>
      )}
    </Group>
  )
}
