import { Group, Input, SegmentedControl, useMantineColorScheme } from '@mantine/core'
import { appearance } from '../app/office.ts'
import { Section } from './section.tsx'

/** How this window looks, on this computer. Taken at once: it is seen at once, and undone the same way. */
export function AppearanceSection() {
  const { colorScheme, setColorScheme } = useMantineColorScheme()
  const { clock } = appearance.use()
  return (
    <Section title="Appearance" description="Of this window, on this computer.">
      <Group gap="xl" align="flex-start">
        <Input.Wrapper label="Colours" labelElement="div">
          <div>
            <SegmentedControl
              aria-label="Colours"
              value={colorScheme}
              onChange={(scheme) => setColorScheme(scheme)}
              data={[
                { value: 'light', label: 'Light' },
                { value: 'dark', label: 'Dark' },
                { value: 'auto', label: 'As the system says' },
              ]}
            />
          </div>
        </Input.Wrapper>
        <Input.Wrapper label="Clock" labelElement="div">
          <div>
            <SegmentedControl
              aria-label="Clock"
              value={clock}
              onChange={(chosen) => appearance.set({ clock: chosen })}
              data={[
                { value: '24', label: '14:00' },
                { value: '12', label: '2:00 PM' },
                { value: 'system', label: 'As the system says' },
              ]}
            />
          </div>
        </Input.Wrapper>
      </Group>
    </Section>
  )
}
