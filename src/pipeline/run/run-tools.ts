/** What a run asks of the world, so that tests can stop it anywhere and turn its clock. */
export type RunTools = {
  /** Milliseconds since 1970. */
  readonly now: () => number
  /** Passed at each step that a crash could part from the next. */
  readonly checkpoint: (name: string) => void
  /** So much is read between two commits: what a run that is killed has to read again. */
  readonly stretchBytes: number
}

export const REAL_TOOLS: RunTools = { now: () => Date.now(), checkpoint: () => undefined, stretchBytes: 67_108_864 }
