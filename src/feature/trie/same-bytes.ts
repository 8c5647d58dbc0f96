/** Whether `bytes[start…end)` is `wanted`. */
export function sameBytes(wanted: Uint8Array, bytes: Uint8Array, start: number, end: number): boolean {
  const length = end - start
  if (length !== wanted.length) return false
  for (let i = 0; i < length; i++) if (wanted[i] !== bytes[start + i]) return false
  return true
}
