/** A uniform whole number from 0 to below − 1. */
export type Below = (below: number) => number

/**
 * Discrete Laplace noise: y with probability proportional to exp(−|y|·s/t). Whole numbers alone, since the low bits of
 * floating point tell what they were made from (after Canonne, Kamath and Steinke, 2020).
 */
export function drawLaplace(t: number, s: number, below: Below): number {
  for (;;) {
    const u = below(t)
    if (!isExp(u, t, below)) continue
    let v = 0
    while (isExp(1, 1, below)) v++
    const size = Math.floor((u + v * t) / s)
    const isNegative = below(2) === 1
    // Zero has one sign, or it would come twice as often.
    if (isNegative && size === 0) continue
    return isNegative ? -size : size
  }
}

/** True with probability exp(−n/d), for n ≤ d. */
function isExp(n: number, d: number, below: Below): boolean {
  let k = 1
  while (below(d * k) < n) k++
  return k % 2 === 1
}
