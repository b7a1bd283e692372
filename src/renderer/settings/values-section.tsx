import { Group, NumberInput, TextInput } from '@mantine/core'
import { useState } from 'react'
import type { ReactNode } from 'react'
import type { Settings } from '../../shared/settings.ts'
import { appointmentTypes } from '../../shared/words.ts'
import type { AppointmentType } from '../../shared/words.ts'
import { fractionDigits } from '../overview/figures.ts'
import { typeLabel } from '../ui/labels.ts'
import { presentLocale, t } from '../ui/t.tsx'
import { FormSection } from './section.tsx'
import { useSettingsForm } from './use-settings-form.ts'

/** The same as the contract's, in the smallest unit: the desk checks again. */
const mostWorth = 100_000_000

const isCurrency = (code: string): boolean => /^[A-Z]{3}$/.test(code)

/** What one appointment of a type is worth, for the overview's revenue. */
export function ValuesSection({ settings }: { settings: Settings }) {
  const { form, save, onSubmit } = useSettingsForm(
    { currency: settings.currency, typeValues: settings.typeValues },
    { currency: (code) => (isCurrency(code) ? null : t('overview.values.badCurrency')) },
    t('overview.values.saved'),
  )
  const { currency, typeValues } = form.values
  // While a code is being typed there is no telling how many digits it has.
  const digits = isCurrency(currency) ? fractionDigits(currency) : 2
  const change = (type: AppointmentType, amount: number | null): void => {
    const { [type]: _before, ...others } = typeValues
    form.setFieldValue('typeValues', amount === null ? others : { ...others, [type]: amount })
  }
  return (
    <FormSection
      title={t('overview.values.title')}
      description={t('overview.values.about')}
      onSubmit={onSubmit}
      onReset={form.reset}
      dirty={form.isDirty()}
      saving={save.isPending}
    >
      <TextInput
        label={t('overview.values.currency')}
        description={t('overview.values.currencyMeans')}
        w={260}
        maxLength={3}
        {...form.getInputProps('currency')}
        onChange={(typed) => form.setFieldValue('currency', typed.currentTarget.value.toUpperCase())}
      />
      <Group align="flex-start" gap="md">
        {appointmentTypes.map((type) => (
          <AmountInput
            key={type}
            label={typeLabel(type)}
            currency={currency}
            digits={digits}
            amount={typeValues[type] ?? null}
            onChange={(amount) => change(type, amount)}
            error={form.errors[`typeValues.${type}`]}
          />
        ))}
      </Group>
    </FormSection>
  )
}

/** @param amount in the smallest unit; null: none */
function AmountInput({
  label,
  currency,
  digits,
  amount,
  onChange,
  error,
}: {
  label: string
  currency: string
  digits: number
  amount: number | null
  onChange(amount: number | null): void
  error: ReactNode
}) {
  const scale = 10 ** digits
  const amountOf = (typed: number | string): number | null => (typed === '' ? null : Math.round(Number(typed) * scale))
  // As it is being typed: "120." is on its way to something, and would lose its point if it were written anew.
  const [typed, setTyped] = useState<number | string>('')
  return (
    <NumberInput
      label={label}
      placeholder={t('overview.values.none')}
      w={140}
      min={0}
      max={mostWorth / scale}
      decimalScale={digits}
      decimalSeparator={decimalSeparator()}
      suffix={` ${currency}`}
      hideControls
      value={amountOf(typed) === amount ? typed : amount === null ? '' : amount / scale}
      onChange={(next) => {
        setTyped(next)
        onChange(amountOf(next))
      }}
      error={error}
    />
  )
}

function decimalSeparator(): string {
  return new Intl.NumberFormat(presentLocale()).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
}
