import { plainAnswer } from '../answer.ts'
import type { Provider } from '../provider.ts'
import { calendlyTestEvents, composeCalendlyBody } from './compose.ts'
import { readCalendly } from './read.ts'

/** Calendly, webhooks of its second API and the payload of the first. */
export const calendly: Provider = {
  id: 'calendly',
  name: 'Calendly',
  paths: ['/api/webhooks/calendly', '/api/calendly/webhook'],
  schemes: ['calendly-v1', 'calendly-x-header'],
  contractIsOurs: false,
  read: readCalendly,
  answer: plainAnswer,
  testEvents: calendlyTestEvents,
  composeTestBody: composeCalendlyBody,
}
