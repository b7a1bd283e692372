import type { ChainFinding } from '../../shared/contract/trust.ts'
import { conditionOf, type Condition } from '../health/conditions.ts'

/** That the log is not as it was written, as long as nobody has dealt with it. */
export function trustConditions(finding: ChainFinding | null): Condition[] {
  return finding === null
    ? []
    : [conditionOf('log-tampered', null, { what: finding.what, ...(finding.seq !== null && { seq: finding.seq }) })]
}
