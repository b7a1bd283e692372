import { useState } from 'react'
import { useCommandList } from '../app/commands.ts'
import type { CommandList } from '../app/commands.ts'
import { AppointmentDrawer } from '../appointment/appointment-drawer.tsx'
import { openEditor } from '../editor/open-editor.ts'
import { useGestureCommands } from '../gestures/use-gesture-commands.tsx'
import { t } from '../ui/t.tsx'

const editCommands: CommandList = () => [
  { id: 'edit-appointment', label: t('editor.keys.edit'), group: t('editor.group'), keys: ['e'], asks: 'appointments.edit' },
]

/** An appointment's drawer beside its client, with the keys that its buttons show. */
export function AppointmentBeside({ id, onClose }: { id: number; onClose(): void }) {
  const [focusKey, setFocusKey] = useState(1)
  useGestureCommands(
    () => id,
    () => setFocusKey((key) => key + 1),
  )
  useCommandList(editCommands, () => openEditor({ appointmentId: id }))
  return <AppointmentDrawer id={id} focusKey={focusKey} onClose={onClose} />
}
