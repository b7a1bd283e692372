import { Table, Title } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMemo } from 'react'
import { Dialog } from '../ui/dialog.tsx'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { useCommands, useRegisteredCommands } from './commands.ts'

/** Every key that does something on the page at hand: `?`. */
export function ShortcutHelp() {
  const [opened, { open, close }] = useDisclosure(false)
  const commands = useRegisteredCommands().filter((command) => command.keys)
  useCommands(useMemo(() => [{ id: 'help', label: t('app.help.title'), group: t('app.group.window'), keys: ['?'], run: open }], [open]))
  const groups = [...new Set(commands.map((command) => command.group))]
  if (!opened) return null
  return (
    <Dialog onClose={close} title={t('app.help.title')} size="md">
      {groups.map((group) => (
        <section key={group}>
          <Title order={3} mt="sm" mb={4}>
            {group}
          </Title>
          <Table verticalSpacing={4} withRowBorders={false} aria-label={group}>
            <Table.Tbody>
              {commands
                .filter((command) => command.group === group)
                .map((command) => (
                  <Table.Tr key={command.id}>
                    <Table.Td>{command.label}</Table.Td>
                    <Table.Td ta="right">
                      {command.keys?.map((keys, index) => (
                        <span key={keys}>
                          {index > 0 && ` ${t('ui.or')} `}
                          <Keys keys={keys} />
                        </span>
                      ))}
                    </Table.Td>
                  </Table.Tr>
                ))}
            </Table.Tbody>
          </Table>
        </section>
      ))}
    </Dialog>
  )
}
