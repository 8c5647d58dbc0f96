export const LEFT_TO_CI: readonly string[]
export const LONGEST: readonly string[]
