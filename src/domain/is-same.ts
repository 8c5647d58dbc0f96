/** Whether two values of plain data are the same, in whatever order their keys stand. A key without a value is none. */
export function isSame(a: unknown, b: unknown): boolean {
  if (!isObject(a) || !isObject(b)) return a === b
  if (Array.isArray(a) !== Array.isArray(b)) return false
  const [one, other] = [new Map(Object.entries(a)), new Map(Object.entries(b))]
  return [...new Set([...one.keys(), ...other.keys()])].every((key) => isSame(one.get(key), other.get(key)))
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
