import { Alert, Group, NumberInput, Select, Text, TextInput } from '@mantine/core'
import { useState } from 'react'
import { addressInWords } from '../app/heartbeat.ts'
import { useStatus } from '../app/queries.ts'
import type { Settings } from '../../shared/settings.ts'
import { t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

const loopback = '127.0.0.1'
const everyNetwork = '0.0.0.0'
const reach = () => [
  { value: loopback, label: t('settings.receiver.thisComputer') },
  { value: everyNetwork, label: t('settings.receiver.everyNetwork') },
  { value: 'other', label: t('settings.receiver.oneAddress') },
]

/** Where the receiver listens. */
export function ReceiverSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { bindAddress: settings.bindAddress, port: settings.port },
    {
      bindAddress: (address) => (looksLikeAddress(address) ? null : t('settings.receiver.badAddress')),
      port: (port) => (Number.isInteger(port) && port >= 1 && port <= 65_535 ? null : t('settings.receiver.badPort')),
    },
    t('settings.receiver.saved'),
  )
  const { bindAddress } = form.values
  const receiver = useStatus((status) => status.receiver)
  const listensAsSaved = receiver?.state !== 'listening' || (receiver.address === settings.bindAddress && receiver.port === settings.port)
  const listeningElsewhere = listensAsSaved ? null : addressInWords(receiver.address, receiver.port)
  const [other, setOther] = useState(isOther(settings.bindAddress))
  const chooseReach = (value: string | null): void => {
    setOther(value === 'other')
    form.setFieldValue('bindAddress', value === null || value === 'other' ? '' : value)
  }
  return (
    <FormSection
      id="receiver"
      title={t('settings.receiver.title')}
      description={t('settings.receiver.about')}
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
          label={t('settings.receiver.reach')}
          w={200}
          allowDeselect={false}
          data={reach()}
          value={other ? 'other' : bindAddress}
          onChange={chooseReach}
        />
        {other && <TextInput label={t('settings.receiver.address')} w={200} {...form.getInputProps('bindAddress')} />}
        <NumberInput
          label={t('settings.receiver.port')}
          w={110}
          min={1}
          max={65_535}
          allowDecimal={false}
          hideControls
          thousandSeparator=""
          {...form.getInputProps('port')}
        />
      </Group>
      {listeningElsewhere !== null && <Text size="sm">{t('settings.receiver.elsewhere', { at: listeningElsewhere })}</Text>}
      {bindAddress !== loopback && bindAddress !== '' && (
        <Alert color="yellow" title={t('settings.receiver.openTitle')}>
          {t('settings.receiver.open')}
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
