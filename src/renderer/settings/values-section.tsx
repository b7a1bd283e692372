import { Group, NumberInput, TextInput } from '@mantine/core'
import type { Settings } from '../../shared/settings.ts'
import { appointmentTypes } from '../../shared/words.ts'
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
  const change = (type: (typeof appointmentTypes)[number], value: number | string): void => {
    const { [type]: _before, ...others } = typeValues
    form.setFieldValue('typeValues', typeof value === 'string' ? others : { ...others, [type]: Math.round(value * 10 ** digits) })
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
        {appointmentTypes.map((type) => {
          const value = typeValues[type]
          return (
            <NumberInput
              key={type}
              label={typeLabel(type)}
              placeholder={t('overview.values.none')}
              w={140}
              min={0}
              max={mostWorth / 10 ** digits}
              decimalScale={digits}
              decimalSeparator={decimalSeparator()}
              suffix={` ${currency}`}
              hideControls
              value={value === undefined ? '' : value / 10 ** digits}
              onChange={(typed) => change(type, typed)}
              error={form.errors[`typeValues.${type}`]}
            />
          )
        })}
      </Group>
    </FormSection>
  )
}

function decimalSeparator(): string {
  return new Intl.NumberFormat(presentLocale()).formatToParts(1.5).find(({ type }) => type === 'decimal')?.value ?? '.'
}
