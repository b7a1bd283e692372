import type { SigningProviderId } from '../../shared/words.ts'
import { calCom } from './cal-com/index.ts'
import { calendly } from './calendly/index.ts'
import { healthcare } from './healthcare/index.ts'
import type { Provider } from './provider.ts'
import { smartScheduler } from './smart-scheduler/index.ts'

/** The one list that a new provider is added to. */
export const providers = {
  calendly,
  'cal-com': calCom,
  'smart-scheduler': smartScheduler,
  healthcare,
} satisfies Record<SigningProviderId, Provider>
