import type { Problem } from '../domain/problem.ts'
import { obstaclesBeside } from '../publish/index.ts'

/** What keeps the page of all services of an output folder from being written, or a service from being in it. */
export function besideRemarks(output: string): readonly Problem[] {
  const { taken, passedOver } = obstaclesBeside(output)
  return [
    ...taken.map((path) => ({ code: 'PAGE_TAKEN' as const, path })),
    ...passedOver.map((folder) => ({ code: 'SERVICE_LEFT_OUT' as const, folder })),
  ]
}
