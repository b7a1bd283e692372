import type { team as english } from '../en/team.ts'
import type { Like } from '../like.ts'

export const team: Like<typeof english> = {}
