import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** Asked again when the settings change, too: the folder and the next time depend on them. */
export const backupsQuery = queryOptions({ queryKey: [['keeping', 'settings', 'status'], 'backups'], queryFn: () => desk.backups.list() })
