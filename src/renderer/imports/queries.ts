import { queryOptions } from '@tanstack/react-query'
import { desk } from '../desk/client.ts'

/** Every import, youngest first. */
export const importsQuery = queryOptions({ queryKey: ['imports', 'list'], queryFn: () => desk.imports.list() })
