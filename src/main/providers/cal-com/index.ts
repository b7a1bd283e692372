import { plainAnswer } from '../answer.ts'
import type { Provider } from '../provider.ts'
import { calComTestEvents, composeCalComBody } from './compose.ts'
import { readCalCom } from './read.ts'

/** Cal.com, payload version 2021-10-20 and the older ones, which differ in what they leave out. */
export const calCom: Provider = {
  id: 'cal-com',
  name: 'Cal.com',
  paths: ['/api/webhooks/cal-com'],
  schemes: ['cal-com-sha256'],
  contractIsOurs: false,
  // One of its code paths labels the ordinary JSON body so: packages/features/webhooks/lib/service/WebhookService.ts.
  alsoSendsAs: ['application/x-www-form-urlencoded'],
  read: readCalCom,
  answer: plainAnswer,
  testEvents: calComTestEvents,
  composeTestBody: composeCalComBody,
}
