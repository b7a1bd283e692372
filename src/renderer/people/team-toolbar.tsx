import { Button } from '@mantine/core'
import { IconPlus } from '@tabler/icons-react'
import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { Reserved } from '../browser/reserved.tsx'
import { desk } from '../desk/client.ts'
import { ExportList } from '../exports/export-list.tsx'
import { Keys } from '../ui/keys.tsx'
import { t } from '../ui/t.tsx'
import { AddMemberDialog } from './add-member-dialog.tsx'

const addCommands: CommandList = () => [{ id: 'team-add', label: t('team.do.add'), group: t('team.group'), keys: ['+'], asks: 'team.add' }]

export function TeamToolbar() {
  const [isAdding, setAdding] = useState(false)
  useCommandList(addCommands, () => setAdding(true))
  return (
    <>
      <Reserved to="team.add">
        <Button leftSection={<IconPlus size={14} aria-hidden />} rightSection={<Keys keys="+" />} onClick={() => setAdding(true)}>
          {t('team.do.add')}
        </Button>
      </Reserved>
      <ExportList list="team" begin={(format, options) => desk.exports.team({ format }, options)} />
      {isAdding && <AddMemberDialog onClose={() => setAdding(false)} />}
    </>
  )
}
