import { Code, Group, Paper, Stack, Text, Textarea, TextInput, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { GuideSettings, Settings } from '../../shared/settings.ts'
import { settingsQuery } from '../app/queries.ts'
import { OpenPage } from '../browser/open-page.tsx'
import { ReservedSection } from '../browser/reserved.tsx'
import { reachQuery } from '../connections/queries.ts'
import { desk } from '../desk/client.ts'
import { LocalOnly } from '../reach/local-only.tsx'
import { useLocalAddress } from '../reach/use-reach.ts'
import { SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { ErrorNotice } from '../ui/error-notice.tsx'
import { CardSkeleton } from '../ui/skeletons.tsx'
import { t } from '../ui/t.tsx'

/** The one link that a developer elsewhere gets, and what the office says behind it. */
export function GuideTab() {
  const { data: settings, error, isPending, refetch } = useQuery(settingsQuery)
  return (
    <Stack gap="md" maw={900}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <Title order={2}>{t('guide.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('guide.about')}
          </Text>
        </div>
        <OpenPage
          id="guide-open"
          label={t('guide.open')}
          failure={t('guide.notOpened')}
          asks="guide.open"
          open={() => desk.guide.open()}
          href="/docs"
        />
      </Group>
      <GuideLink />
      {isPending && <CardSkeleton />}
      {error && !settings && <ErrorNotice title={t('guide.unreadable')} error={error} onRetry={() => void refetch()} />}
      {settings && (
        <ReservedSection to="settings.update">
          <GuideForm settings={settings} />
        </ReservedSection>
      )}
    </Stack>
  )
}

function GuideLink() {
  const { data: reach } = useQuery(reachQuery)
  const local = useLocalAddress()
  const publicUrl = reach?.publicUrl ?? null
  const base = publicUrl ?? `http://${local}`
  const guide = `${base}/docs`
  const file = `${base}/openapi.json`
  return (
    <Paper component="section" withBorder p="md" aria-label={t('guide.link.title')}>
      <Stack gap="sm">
        <div>
          <Title order={3}>{t('guide.link.title')}</Title>
          <Text size="sm" c="dimmed">
            {t('guide.link.about')}
          </Text>
        </div>
        <Group gap="xs">
          <Code fz="sm">{guide}</Code>
          <CopyButton value={guide} label={t('guide.link.copy')} />
        </Group>
        {reach !== undefined && publicUrl === null && <LocalOnly text={t('guide.link.local')} />}
        <div>
          <Text size="sm" c="dimmed">
            {t('guide.link.reference')}
          </Text>
          <Group gap="xs">
            <Code fz="sm">{file}</Code>
            <CopyButton value={file} label={t('guide.link.copyReference')} />
          </Group>
        </div>
      </Stack>
    </Paper>
  )
}

function GuideForm({ settings: { guide } }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm({ guide }, {}, t('guide.saved'))
  const { values, errors } = form
  const text = (field: keyof GuideSettings) => ({
    label: t(`guide.field.${field}`),
    description: t(`guide.means.${field}`),
    value: values.guide[field] ?? '',
    error: errors[`guide.${field}`],
    onChange: ({ currentTarget }: { readonly currentTarget: { readonly value: string } }) =>
      form.setFieldValue('guide', { ...values.guide, [field]: currentTarget.value.trim() === '' ? null : currentTarget.value }),
  })
  return (
    <Paper component="section" withBorder p="md" aria-label={t('guide.words')}>
      <Title order={3} mb="sm">
        {t('guide.words')}
      </Title>
      <SectionForm onSubmit={onSubmit} onReset={form.reset} dirty={form.isDirty()} saving={save.isPending}>
        <Stack gap="md">
          <TextInput {...text('supportContact')} maxLength={500} />
          <Textarea {...text('changeLog')} maxLength={20_000} autosize minRows={3} maxRows={12} />
        </Stack>
      </SectionForm>
    </Paper>
  )
}
