import type { app as english } from '../en/app.ts'
import type { Like } from '../like.ts'

export const app: Like<typeof english> = {}
