import { desk } from '../desk/client.ts'
import { tell, tellFailure } from '../ui/notify.ts'
import { t } from '../ui/t.tsx'

/** Shows both by themselves, and says so; the announcement brings it. Never rejects. */
export async function splitSources(id: number, otherId: number): Promise<void> {
  try {
    await desk.appointments.split({ id, otherId })
    tell(t('appointment.sources.splitDone'))
  } catch (error) {
    tellFailure(t('appointment.sources.splitFailed'), error)
  }
}

/** Shows both as one, and says so. Never rejects. @returns whether it was done. */
export async function joinSources(id: number, otherId: number): Promise<boolean> {
  try {
    await desk.appointments.join({ id, otherId })
    tell(t('appointment.sources.joinDone'))
    return true
  } catch (error) {
    tellFailure(t('appointment.sources.joinFailed'), error)
    return false
  }
}
