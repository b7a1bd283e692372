import type { settings as english } from '../en/settings.ts'
import type { Like } from '../like.ts'

export const settings: Like<typeof english> = {}
