import { Autocomplete } from '@mantine/core'
import type { AutocompleteProps } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { hostsQuery } from '../app/queries.ts'
import { t } from '../ui/t.tsx'

const suggested = ['advisor', 'interviewer', 'coach', 'practitioner', 'consultant', 'assistant'] as const

/** A role in free words, with those that the team has already and the usual ones to choose from. */
export function RoleField(props: AutocompleteProps) {
  const { data: hosts = [] } = useQuery(hostsQuery)
  const known = hosts.map(({ role }) => role).filter((role) => role !== null)
  const roles = [...new Set([...known, ...suggested.map((role) => t(`team.roles.${role}`))])]
  return <Autocomplete size="xs" label={t('team.member.role')} data={roles} maxLength={60} {...props} />
}
