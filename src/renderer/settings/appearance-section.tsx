import { Group, Input, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { appearance } from '../app/office.ts'
import { t } from '../ui/t.tsx'
import { Section } from './section.tsx'

/** How this window looks, on this computer. Taken at once: it is seen at once, and undone the same way. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { clock } = appearance.use()
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
                { value: '24', label: '14:00' },
                { value: '12', label: '2:00 PM' },
                { value: 'system', label: t('settings.asSystem') },
              ]}
            />
          </div>
        </Input.Wrapper>
      </Group>
    </Section>
  )
}
