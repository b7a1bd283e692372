import type { AppointmentFilter } from '../../shared/appointment.ts'
import { useCommandList } from '../app/commands.ts'
import { desk } from '../desk/client.ts'
import { t } from '../ui/t.tsx'
import { followExport } from './follow-export.tsx'

const commands = () => [
  {
    id: 'export-appointments-csv',
    label: t('fileExports.appointments.csv'),
    group: t('fileExports.group'),
    asks: 'exports.appointments' as const,
  },
  {
    id: 'export-appointments-json',
    label: t('fileExports.appointments.json'),
    group: t('fileExports.group'),
    asks: 'exports.appointments' as const,
  },
]

/** The appointments that the calendar shows, as a file: in the palette. */
export function useExportAppointments(filter: AppointmentFilter): void {
  useCommandList(commands, (id) => {
    const format = id.endsWith('csv') ? 'csv' : 'json'
    void followExport((signal) => desk.exports.appointments({ filter, format }, { signal }))
  })
}
