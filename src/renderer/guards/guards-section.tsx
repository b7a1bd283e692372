import { Button, Collapse, Group, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { normaliseRange } from '../../shared/address-range.ts'
import type { Settings } from '../../shared/settings.ts'
import { providerIds } from '../../shared/words.ts'
import { desk } from '../desk/client.ts'
import { Section, SectionForm } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { guardProblems, normaliseHost, usualGuards } from './limits.ts'
import { ListField } from './list-field.tsx'
import { ListWarnings } from './list-warnings.tsx'
import { MoreLimits } from './more-limits.tsx'

const lists = ['allowList', 'hosts'] as const

/** Who may post, and how much of it is taken. */
export function GuardsSection({ settings }: { settings: Settings }) {
  const { form, save } = useSettingsForm({ guards: settings.guards }, {}, t('guards.saved'))
  const [isMore, { toggle, open }] = useDisclosure(false)
  const { guards } = form.values
  const submit = (): void => {
    const problems = guardProblems(guards)
    form.setErrors(problems)
    if (Object.keys(problems).length === 0) return save.mutate({ guards })
    // What is wrong has to be seen.
    if (Object.keys(problems).some((path) => !lists.some((list) => path === `guards.${list}`))) open()
  }
  return (
    <Section id="guards" title={t('guards.title')} description={t('guards.about')}>
      <SectionForm
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onReset={form.reset}
        dirty={form.isDirty()}
        saving={save.isPending}
      >
        <ListField
          label={t('guards.addresses')}
          description={t('guards.addressesMeans')}
          value={guards.allowList}
          error={errorOf(form.errors['guards.allowList'])}
          normalise={normaliseRange}
          onChange={(lines) => form.setFieldValue('guards.allowList', lines)}
        />
        <ListField
          label={t('guards.hosts')}
          description={t('guards.hostsMeans')}
          value={guards.hosts}
          error={errorOf(form.errors['guards.hosts'])}
          normalise={normaliseHost}
          onChange={(lines) => form.setFieldValue('guards.hosts', lines)}
        />
        <ListWarnings settings={settings} allowList={guards.allowList} hosts={guards.hosts} />
        <Group gap="xs">
          <Button variant="default" onClick={toggle} aria-expanded={isMore}>
            {t(isMore ? 'guards.fewer' : 'guards.more')}
          </Button>
          <Button variant="subtle" onClick={() => form.setValues({ guards: usualGuards() })}>
            {t('guards.reset')}
          </Button>
        </Group>
        <Collapse expanded={isMore}>
          <Stack gap="md">
            <MoreLimits form={form} />
          </Stack>
          <TurnedAway />
        </Collapse>
      </SectionForm>
    </Section>
  )
}

const errorOf = (error: unknown): string | null => (typeof error === 'string' ? error : null)

/** What has no line in the log. */
function TurnedAway() {
  const { data } = useQuery({ queryKey: [['status', 'deliveries'], 'guards', 'state'], queryFn: () => desk.guards.state() })
  if (!data) return null
  const { shed, dropped, counted } = data
  const lines = [
    ...(shed > 0 ? [t('guards.turnedAway.shed', { count: shed })] : []),
    ...(dropped > 0 ? [t('guards.turnedAway.dropped', { count: dropped })] : []),
    ...providerIds.flatMap((id) => {
      const count = counted[id] ?? 0
      return count > 0 ? [t('guards.turnedAway.counted', { provider: sourceName(id), count })] : []
    }),
  ]
  return lines.map((line) => (
    <Text key={line} size="sm" c="dimmed" mt={6}>
      {line}
    </Text>
  ))
}
