import { Group, Input, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { appearance, useOffice } from '../app/office.ts'
import { formatTime } from '../ui/format.ts'
import { t } from '../ui/t.tsx'
import { Section } from './section.tsx'

/** How this window looks, on this computer. Taken at once: it is seen at once, and undone the same way. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { clock } = appearance.use()
  const office = useOffice()
  const afternoon = (hour12: boolean): string => formatTime(Date.UTC(2024, 0, 1, 14), { ...office, timeZone: 'UTC', hour12 })
  return (
    <Section title={t('settings.appearance.title')} description={t('settings.appearance.about')}>
      <Group gap="xl" align="flex-start">
        <Input.Wrapper label={t('settings.appearance.colours')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={t('settings.appearance.colours')}
              value={colorScheme}
              onChange={(scheme) => setColorScheme(scheme)}
              data={[
                { value: 'light', label: t('settings.appearance.light') },
                { value: 'dark', label: t('settings.appearance.dark') },
                { value: 'auto', label: t('settings.asSystem') },
              ]}
            />
          </div>
        </Input.Wrapper>
        <Input.Wrapper label={t('settings.appearance.clock')} labelElement="div">
          <div>
            <SegmentedControl
              aria-label={t('settings.appearance.clock')}
              value={clock}
              onChange={(chosen) => appearance.set({ clock: chosen })}
              data={[
                { value: '24', label: afternoon(false) },
                { value: '12', label: afternoon(true) },
                { value: 'system', label: t('settings.asSystem') },
              ]}
            />
          </div>
        </Input.Wrapper>
      </Group>
    </Section>
  )
}
