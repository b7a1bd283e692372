import { conditionOf, type Condition } from '../health/conditions.ts'
import { guessesToldForMs, type Attempts } from './attempts.ts'

/** That guesses at other desks were so many that no more are looked at. @param isOn other desks are switched on */
export function desksConditions({ attempts, isOn }: { attempts: Pick<Attempts, 'refused'>; isOn: boolean }, nowMs: number): Condition[] {
  const refused = isOn ? attempts.refused() : null
  return refused !== null && nowMs - refused.lastMs < guessesToldForMs
    ? [conditionOf('desk-guesses', null, { sinceMs: refused.sinceMs })]
    : []
}
