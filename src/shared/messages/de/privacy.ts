import type { privacy as english } from '../en/privacy.ts'
import type { Like } from '../like.ts'

export const privacy: Like<typeof english> = {}
