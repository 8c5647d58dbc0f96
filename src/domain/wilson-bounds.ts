/**
 * The bounds of Wilson for a share: where the truth may lie if `part` of `whole` were seen.
 *
 * @param z how many standard errors
 */
export function wilsonBounds(part: number, whole: number, z: number): { readonly low: number; readonly high: number } {
  if (whole <= 0) return { low: 0, high: 1 }
  const share = part / whole
  const weight = (z * z) / whole
  const centre = share + weight / 2
  const reach = z * Math.sqrt((share * (1 - share)) / whole + (weight / whole) * 0.25)
  const low = (centre - reach) / (1 + weight)
  return { low: Math.max(0, low), high: Math.min(1, (centre + reach) / (1 + weight)) }
}
