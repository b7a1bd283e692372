import { Group, Paper, Stack, Switch, Textarea, TextInput, Title } from '@mantine/core'
import type { BookingPageSettings, Settings } from '../../shared/settings.ts'
import { SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { t } from '../ui/t.tsx'
import { LogoField } from './logo-field.tsx'

type TextField = 'officeName' | 'heading' | 'note' | 'returnUrl' | 'returnLabel'

/** Whether the page is there, and what it says beside the booking. */
export function BookingForm({ settings: { bookingPage } }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm({ bookingPage }, {}, t('booking.tab.saved'))
  const { values, errors } = form
  const set = (change: Partial<BookingPageSettings>): void => form.setFieldValue('bookingPage', { ...values.bookingPage, ...change })
  const text = (field: TextField) => ({
    label: t(`booking.tab.field.${field}`),
    description: t(`booking.tab.means.${field}`),
    value: values.bookingPage[field] ?? '',
    error: errors[`bookingPage.${field}`],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      set({ [field]: currentTarget.value.trim() === '' ? null : currentTarget.value }),
  })
  return (
    <Paper component="section" withBorder p="md" aria-label={t('booking.tab.wording')}>
      <Title order={3} mb="sm">
        {t('booking.tab.wording')}
      </Title>
      <SectionForm onSubmit={onSubmit} onReset={form.reset} dirty={form.isDirty()} saving={save.isPending}>
        <Stack gap="md">
          <Switch
            label={t('booking.tab.field.enabled')}
            description={t('booking.tab.means.enabled')}
            checked={values.bookingPage.enabled}
            onChange={({ currentTarget }) => set({ enabled: currentTarget.checked })}
          />
          <Group align="flex-start" gap="md" grow>
            <TextInput {...text('officeName')} maxLength={200} />
            <TextInput {...text('heading')} maxLength={200} />
          </Group>
          <Textarea {...text('note')} maxLength={2000} autosize minRows={2} maxRows={6} />
          <LogoField logo={values.bookingPage.logo} error={errors['bookingPage.logo']} onChange={(logo) => set({ logo })} />
          <Group align="flex-start" gap="md" grow>
            <TextInput {...text('returnUrl')} type="url" maxLength={2000} />
            <TextInput {...text('returnLabel')} maxLength={100} />
          </Group>
        </Stack>
      </SectionForm>
    </Paper>
  )
}
