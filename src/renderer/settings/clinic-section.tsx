import { Radio, Stack } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The clinic's contradictory timestamp. */
export function ClinicSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { clinicTimestamp: settings.clinicTimestamp },
    {},
    'Saved. It counts for deliveries from now on.',
  )
  return (
    <FormSection
      title="Clinic"
      description="The clinic's contract calls timestamp the moment at which something happened. Its own examples use it as the start of the appointment, and the contract has no other field for the start."
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <Radio.Group label="The timestamp of a scheduled or rescheduled appointment is" {...form.getInputProps('clinicTimestamp')}>
        <Stack gap="xs" mt={6}>
          <Radio value="start" label="its start" description="The appointment is in the calendar, its time marked as assumed." />
          <Radio
            value="event"
            label="the moment of the event"
            description="The start is not known: the appointment is in the log and in no calendar."
          />
        </Stack>
      </Radio.Group>
    </FormSection>
  )
}
