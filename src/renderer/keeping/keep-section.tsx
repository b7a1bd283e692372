import { Group, NumberInput, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { KeepSettings, Settings } from '../../shared/settings.ts'
import { SectionForm, Section } from '../settings/section.tsx'
import { useSettingsForm } from '../settings/use-settings-form.ts'
import { formatBytes } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { Erasures } from './erasures.tsx'
import { refusedQuery } from './keeping-queries.ts'
import { ShortenDialog } from './shorten-dialog.tsx'
import { Stored } from './stored.tsx'

/** As the contract has it: the desk checks again. */
const ranges: Readonly<Record<keyof KeepSettings, readonly [from: number, to: number]>> = {
  deliveriesDays: [30, 36_500],
  bodiesDays: [1, 36_500],
  appointmentsDays: [30, 36_500],
  refusedCount: [50, 50_000],
  refusedMegabytes: [1, 10_000],
}

function problemOf(keep: KeepSettings): Record<string, string> {
  const wrong = (Object.keys(ranges) as (keyof KeepSettings)[]).filter((name) => {
    const [from, to] = ranges[name]
    return !Number.isInteger(keep[name]) || keep[name] < from || keep[name] > to
  })
  return Object.fromEntries(wrong.map((name) => [`keep.${name}`, t('keeping.outOfRange', { from: ranges[name][0], to: ranges[name][1] })]))
}

const aged = ['deliveriesDays', 'bodiesDays', 'appointmentsDays'] as const

/** For how long what is kept, what there is of it, and who was erased. */
export function KeepSection({ settings }: { settings: Settings }) {
  const { form, save } = useSettingsForm({ keep: settings.keep }, {}, t('keeping.saved'))
  const [asking, setAsking] = useState<KeepSettings | null>(null)
  const { data: refused } = useQuery(refusedQuery)
  const { keep } = form.values

  const submit = (): void => {
    const problems = problemOf(keep)
    if (Object.keys(problems).length > 0) form.setErrors(problems)
    else if (aged.some((name) => keep[name] < settings.keep[name])) setAsking(keep)
    else save.mutate({ keep })
  }
  const field = (name: keyof KeepSettings, label: string, description: string | null, suffix: string) => (
    <NumberInput
      label={label}
      description={description}
      suffix={suffix}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      w={230}
      {...form.getInputProps(`keep.${name}`)}
    />
  )

  return (
    <Section id="keeping" title={t('keeping.title')} description={t('keeping.about')}>
      <SectionForm
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
        onReset={form.reset}
        dirty={form.isDirty()}
        saving={save.isPending}
      >
        <Group align="flex-start" gap="md">
          {field('deliveriesDays', t('keeping.deliveries'), t('keeping.deliveriesMeans'), t('keeping.days'))}
          {field('bodiesDays', t('keeping.bodies'), t('keeping.bodiesMeans'), t('keeping.days'))}
          {field('appointmentsDays', t('keeping.appointments'), t('keeping.appointmentsMeans'), t('keeping.days'))}
        </Group>
        <Group align="flex-start" gap="md">
          {field('refusedCount', t('keeping.refusedCount'), null, '')}
          {field('refusedMegabytes', t('keeping.refusedMegabytes'), null, ' MiB')}
        </Group>
        {refused && (
          <Text size="xs" c="dimmed" mt={-6}>
            {t('keeping.refusedMeans', { count: refused.deliveries, size: formatBytes(refused.bytes) })}
          </Text>
        )}
        <Text size="xs" c="dimmed">
          {t('keeping.bounded')}
        </Text>
      </SectionForm>
      <Stored />
      <Erasures />
      {asking && (
        <ShortenDialog
          keep={asking}
          onConfirm={() => {
            setAsking(null)
            save.mutate({ keep: asking })
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </Section>
  )
}
