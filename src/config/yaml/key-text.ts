import { oneLine } from './one-line.ts'
import type { Path } from './written-yaml.ts'

/** `features[2].match` */
export function keyText(path: Path): string {
  const steps = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
  return oneLine(steps.join('').replace(/^\./, ''))
}
