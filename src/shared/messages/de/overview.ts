import type { overview as english } from '../en/overview.ts'
import type { Like } from '../like.ts'

export const overview: Like<typeof english> = {}
