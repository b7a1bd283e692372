import type { providers as english } from '../en/providers.ts'
import type { Like } from '../like.ts'

export const providers: Like<typeof english> = {}
