import { z } from 'zod'

/** Whose token it is. Source: developer.calendly.com/api-docs/calendly-api/users. */
export const calendlyUserSchema = z.looseObject({
  resource: z.looseObject({
    uri: z.string(),
    current_organization: z.string(),
    name: z.string().nullish(),
    email: z.string().nullish(),
  }),
})
export type CalendlyUser = z.infer<typeof calendlyUserSchema>['resource']
