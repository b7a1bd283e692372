import { z } from 'zod'
import { refusalReasons } from '../words.ts'

/** What was asked for cannot be done, and why: the window has the words for each reason, in its language. The message says the same in English. */
export const refused = { data: z.strictObject({ reason: z.enum(refusalReasons) }) }
