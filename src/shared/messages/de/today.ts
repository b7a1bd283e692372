import type { today as english } from '../en/today.ts'
import type { Like } from '../like.ts'

export const today: Like<typeof english> = {}
