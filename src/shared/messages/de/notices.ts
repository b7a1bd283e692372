import type { notices as english } from '../en/notices.ts'
import type { Like } from '../like.ts'

export const notices: Like<typeof english> = {}
