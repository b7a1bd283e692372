import type { filters as english } from '../en/filters.ts'
import type { Like } from '../like.ts'

export const filters: Like<typeof english> = {}
