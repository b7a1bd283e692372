import { plainAnswer } from '../answer.ts'
import type { Provider } from '../provider.ts'
import { composeSmartSchedulerBody, smartSchedulerTestEvents } from './compose.ts'
import { readSmartScheduler } from './read.ts'

/** Smart-Scheduler: the brief is the contract, everything it leaves open was decided here. */
export const smartScheduler: Provider = {
  id: 'smart-scheduler',
  name: 'Smart-Scheduler',
  paths: ['/api/webhooks/smart-scheduler'],
  schemes: ['standard-webhooks', 'sha256-hex', 'timestamped-hex', 'api-key'],
  contractIsOurs: true,
  read: readSmartScheduler,
  answer: plainAnswer,
  testEvents: smartSchedulerTestEvents,
  composeTestBody: composeSmartSchedulerBody,
}
