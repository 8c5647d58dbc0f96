/** Height of a chart in its own units; it is one unit wide a period, and stretched to its column. */
export const HEIGHT = 60
/** Figures stand on it; below is the lane of what has no figure. */
export const BASELINE = 47

export function heightOf(count: number, greatest: number): number {
  return greatest === 0 ? 0 : rounded((45 * count) / greatest)
}

export function rounded(value: number): number {
  return Math.round(value * 100) / 100
}
