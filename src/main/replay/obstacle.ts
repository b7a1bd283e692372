import type { ReplayObstacle, TryOut } from '../../shared/contract/replays.ts'

export type Obstacle = Extract<TryOut, { kind: 'cannot' }>

/** @param finding in English and in detail; it may quote the body, and belongs into the window only. */
export function cannot(because: ReplayObstacle, finding: string | null = null, issues: Obstacle['issues'] = []): Obstacle {
  return { kind: 'cannot', because, finding, issues }
}

export function failedOn(error: unknown): Obstacle {
  return cannot('failed', error instanceof Error ? `${error.name}: ${error.message}` : String(error))
}
