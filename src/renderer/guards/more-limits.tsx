import { Group, NumberInput, Text } from '@mantine/core'
import type { UseFormReturnType } from '@mantine/form'
import type { ReactNode } from 'react'
import { clockToleranceBounds, guardBounds, type GuardLimit } from '../../shared/guard-bounds.ts'
import type { GuardSettings } from '../../shared/settings.ts'
import { signingProviderIds, type SigningProviderId } from '../../shared/words.ts'
import { sourceName } from '../ui/labels.ts'
import { t } from '../ui/t.tsx'
import { scaleOf } from './limits.ts'

export type GuardForm = UseFormReturnType<{ guards: GuardSettings }>

/** The limits that hardly anybody changes, each with what it is for and what it is by default. */
export function MoreLimits({ form }: { form: GuardForm }) {
  return (
    <>
      <Limits title={t('guards.group.refused')} means={t('guards.group.refusedMeans')}>
        <Limit form={form} limit="failuresPerSecond" label={t('guards.perSecond')} />
        <Limit form={form} limit="failuresPerMinute" label={t('guards.perMinute')} />
      </Limits>
      <Limits title={t('guards.group.authentic')} means={t('guards.group.authenticMeans')}>
        <Limit form={form} limit="authenticPerSecond" label={t('guards.perSecond')} />
        <Limit form={form} limit="authenticPerMinute" label={t('guards.perMinute')} />
      </Limits>
      <Limits title={t('guards.group.sizes')} means={t('guards.group.sizesMeans')}>
        <Limit form={form} limit="bodyBytes" label={t('guards.bodyBytes')} suffix=" KiB" />
        <Limit form={form} limit="headerBytes" label={t('guards.headerBytes')} suffix=" KiB" />
        <Limit form={form} limit="nesting" label={t('guards.nesting')} />
      </Limits>
      <Limits title={t('guards.group.times')} means={t('guards.group.timesMeans')}>
        <Limit form={form} limit="headersSeconds" label={t('guards.headersSeconds')} suffix={t('guards.seconds')} />
        <Limit form={form} limit="requestSeconds" label={t('guards.requestSeconds')} suffix={t('guards.seconds')} />
        <Limit form={form} limit="connections" label={t('guards.connections')} />
      </Limits>
      <Limits title={t('guards.group.clocks')} means={t('guards.group.clocksMeans')}>
        {signingProviderIds.map((provider) => (
          <Tolerance key={provider} form={form} provider={provider} />
        ))}
      </Limits>
    </>
  )
}

function Limits({ title, means, children }: { title: string; means: string; children: ReactNode }) {
  return (
    <div role="group" aria-label={title}>
      <Text size="sm" fw={600}>
        {title}
      </Text>
      <Text size="xs" c="dimmed" mb={6}>
        {means}
      </Text>
      <Group align="flex-start" gap="md">
        {children}
      </Group>
    </div>
  )
}

function Limit({ form, limit, label, suffix = '' }: { form: GuardForm; limit: GuardLimit; label: string; suffix?: string }) {
  const scale = scaleOf(limit)
  const value = form.values.guards[limit]
  return (
    <NumberInput
      label={label}
      description={t('guards.usual', { usual: guardBounds[limit].usual / scale, suffix })}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      suffix={suffix}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      w={170}
      value={Number.isNaN(value) ? '' : value / scale}
      error={form.errors[`guards.${limit}`]}
      // An empty field is no number, and is told so when it is saved.
      onChange={(typed) => form.setFieldValue(`guards.${limit}`, typeof typed === 'number' ? typed * scale : Number.NaN)}
    />
  )
}

function Tolerance({ form, provider }: { form: GuardForm; provider: SigningProviderId }) {
  const { clockTolerance } = form.values.guards
  const change = (typed: string | number): void => {
    const { [provider]: _before, ...others } = clockTolerance
    form.setFieldValue('guards.clockTolerance', typeof typed === 'number' ? { ...others, [provider]: typed } : others)
  }
  return (
    <NumberInput
      label={sourceName(provider)}
      placeholder={t('guards.asScheme')}
      suffix={t('guards.seconds')}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      max={clockToleranceBounds.max}
      clampBehavior="none"
      w={170}
      value={clockTolerance[provider] ?? ''}
      error={form.errors[`guards.clockTolerance.${provider}`]}
      onChange={change}
    />
  )
}
