import { queryOptions, useQuery } from '@tanstack/react-query'
import type { DeskStatus } from '../../shared/contract.ts'
import { desk } from '../desk/client.ts'

/*
 * Every query key begins with the topic whose announcement makes it out of date: ['appointments', 'list', filter]; what several topics
 * concern begins with a list of them: [['appointments', 'clients'], 'overview', span].
 * Nothing polls, and nothing goes stale by itself.
 */

export const statusQuery = queryOptions({ queryKey: ['status'], queryFn: () => desk.desk.status() })
/**
 * What a component needs of the desk's status, which changes with every delivery: it is drawn anew only when that part of it does.
 * @returns undefined: the desk has not answered yet
 */
export function useStatus<Part>(part: (status: DeskStatus) => Part): Part | undefined {
  return useQuery({ ...statusQuery, select: part }).data
}

export const settingsQuery = queryOptions({ queryKey: ['settings'], queryFn: () => desk.settings.get() })
export const hostsQuery = queryOptions({ queryKey: ['hosts'], queryFn: () => desk.hosts.list() })
export const providersQuery = queryOptions({ queryKey: ['providers'], queryFn: () => desk.providers.list() })
