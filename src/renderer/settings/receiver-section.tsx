import { Alert, Group, NumberInput, Select, Text, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { addressInWords } from '../app/heartbeat.ts'
import { statusQuery } from '../app/queries.ts'
import type { Settings } from '../../shared/settings.ts'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

const loopback = '127.0.0.1'
const everyNetwork = '0.0.0.0'
const reach = [
  { value: loopback, label: 'This computer only' },
  { value: everyNetwork, label: 'Every network it is in' },
  { value: 'other', label: 'One address' },
]

/** Where the receiver listens. */
export function ReceiverSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { bindAddress: settings.bindAddress, port: settings.port },
    {
      bindAddress: (address) => (looksLikeAddress(address) ? null : 'Give an IP address of this computer, such as 192.168.1.20.'),
      port: (port) => (Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : 'A port is a whole number from 1 to 65535.'),
    },
    'Saved. The receiver now listens there.',
  )
  const { bindAddress } = form.values
  const { data: status } = useQuery(statusQuery)
  const receiver = status?.receiver
  const listensAsSaved = receiver?.state !== 'listening' || (receiver.address === settings.bindAddress && receiver.port === settings.port)
  const listeningElsewhere = listensAsSaved ? null : addressInWords(receiver.address, receiver.port)
  const [other, setOther] = useState(isOther(settings.bindAddress))
  const chooseReach = (value: string | null): void => {
    setOther(value === 'other')
    form.setFieldValue('bindAddress', value === null || value === 'other' ? '' : value)
  }
  return (
    <FormSection
      title="Receiver"
      description="Where deliveries come in. Changing it moves every endpoint at once: what points here, a tunnel or a provider, has to be changed as well. The old address takes nothing any more."
      onSubmit={onSubmit}
      onReset={() => {
        form.reset()
        setOther(isOther(settings.bindAddress))
      }}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Group align="flex-start" gap="md">
        <Select
          label="Reachable from"
          w={200}
          allowDeselect={false}
          data={reach}
          value={other ? 'other' : bindAddress}
          onChange={chooseReach}
        />
        {other && <TextInput label="Address" w={200} {...form.getInputProps('bindAddress')} />}
        <NumberInput
          label="Port"
          w={110}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          thousandSeparator=""
          {...form.getInputProps('port')}
        />
      </Group>
      {listeningElsewhere !== null && (
        <Text size="sm">For this start, the command line or the environment says otherwise: Deskbell listens on {listeningElsewhere}.</Text>
      )}
      {bindAddress !== loopback && bindAddress !== '' && (
        <Alert color="yellow" title="Others in the network can reach the receiver">
          They still need a signature. What they send travels without encryption: prefer a tunnel or a proxy on this computer.
        </Alert>
      )}
    </FormSection>
  )
}

function isOther(address: string): boolean {
  return address !== loopback && address !== everyNetwork
}

/** Only what a typing mistake looks like; the desk has the last word. */
function looksLikeAddress(text: string): boolean {
  return /^\d{1,3}(\.\d{1,3}){3}$/.test(text) || /^[0-9a-f:.]*:[0-9a-f:.]*$/i.test(text)
}
