import { Checkbox, ScrollArea, Stack, Text } from '@mantine/core'
import type { UncertainDelivery } from '../../shared/contract/keeping.ts'
import { providerNames } from '../../shared/words.ts'
import { t } from '../ui/t.tsx'
import { Time } from '../ui/time.tsx'

/** Deliveries that only have the client's name or number in them: somebody has to say which are about them. */
export function UncertainDeliveries({
  deliveries,
  chosen,
  onChange,
}: {
  deliveries: readonly UncertainDelivery[]
  chosen: readonly number[]
  onChange(chosen: readonly number[]): void
}) {
  const areAll = chosen.length === deliveries.length
  return (
    <div role="group" aria-label={t('keeping.erase.uncertain')}>
      <Text size="sm" mb={4}>
        {t('keeping.erase.uncertain')}
      </Text>
      <Checkbox
        size="xs"
        label={t('keeping.erase.all')}
        checked={areAll}
        indeterminate={chosen.length > 0 && !areAll}
        onChange={() => onChange(areAll ? [] : deliveries.map(({ id }) => id))}
      />
      <ScrollArea.Autosize mah={150} type="auto" mt={4}>
        <Stack gap={4}>
          {deliveries.map(({ id, provider, providerEvent, receivedAtMs, because, aboutName }) => (
            <Checkbox
              key={id}
              size="xs"
              checked={chosen.includes(id)}
              onChange={({ currentTarget: { checked } }) => onChange(checked ? [...chosen, id] : chosen.filter((each) => each !== id))}
              label={
                <>
                  {t('keeping.erase.delivery', { id, provider: providerNames[provider], event: providerEvent ?? '–' })} ·{' '}
                  <Time ms={receivedAtMs} as="moment" /> · {t(`keeping.erase.because.${because}`)}
                  {aboutName !== null && (
                    <>
                      {' · '}
                      <span data-private>{aboutName}</span>
                    </>
                  )}
                </>
              }
            />
          ))}
        </Stack>
      </ScrollArea.Autosize>
    </div>
  )
}
