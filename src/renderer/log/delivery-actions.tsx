import { Button, Group } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import type { Delivery } from '../../shared/delivery.ts'
import { useCommandList } from '../app/commands.ts'
import { addressInWords } from '../app/heartbeat.ts'
import { navigation } from '../app/navigation.ts'
import { useStatus } from '../app/queries.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'
import { curlCommand } from './curl.ts'

const commands = () => [{ id: 'copy-curl', label: t('log.copyCurl'), group: t('log.command.deliveryGroup'), keys: ['c'] }]
const testCommands = () => [
  ...commands(),
  {
    id: 'remove-test',
    label: t('log.removeTest'),
    group: t('log.command.deliveryGroup'),
    keys: ['Delete'],
    asks: 'samples.removeDelivery' as const,
  },
]

/** What can be done with a delivery. */
export function DeliveryActions({ delivery }: { delivery: Delivery }) {
  const receiver = useStatus((status) => status.receiver)
  const baseUrl =
    receiver && receiver.state !== 'starting' ? `http://${addressInWords(receiver.address, receiver.port)}` : 'http://127.0.0.1:7420'
  const curl = curlCommand(delivery, baseUrl)
  const remove = useMutation({
    mutationFn: () => desk.samples.removeDelivery({ id: delivery.id }),
    onSuccess: () => {
      navigation.set({ deliveryId: null })
      tell(t('log.testRemoved'))
    },
    onError: (error) => tellFailure(t('log.testNotRemoved'), error),
  })
  const isTest = delivery.origin === 'test'
  useCommandList(isTest ? testCommands : commands, (id) => {
    if (id === 'remove-test') remove.mutate()
    else if (curl !== null) void navigator.clipboard.writeText(curl).then(() => tell(t('log.copiedCurl')))
  })
  return (
    <Group gap="xs">
      {curl !== null && <CopyButton withText value={curl} label={t('log.copyCurl')} />}
      {isTest && (
        <Reserved to="samples.removeDelivery">
          <Button variant="default" loading={remove.isPending} onClick={() => remove.mutate()}>
            {t('log.removeTest')}
          </Button>
        </Reserved>
      )}
    </Group>
  )
}
