import type { log as english } from '../en/log.ts'
import type { Like } from '../like.ts'

export const log: Like<typeof english> = {}
