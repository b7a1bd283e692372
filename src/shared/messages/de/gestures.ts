import type { gestures as english } from '../en/gestures.ts'
import type { Like } from '../like.ts'

export const gestures: Like<typeof english> = {}
