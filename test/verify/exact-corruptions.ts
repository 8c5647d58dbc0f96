import type { Corruption } from './corruptions.ts'

const D = 'demarches-detail'
const DEVICE = `${D}/data/month-feature-device.csv`

/** Of a summary with an exact detail beside it: what only such a pair can have wrong. */
export const EXACT_CORRUPTIONS: readonly Corruption[] = [
  {
    why: 'a category that has more than the summary',
    code: 'TIERS_SUM_DIFFERS',
    folder: D,
    change: (copy) => copy.edit(DEVICE, /simulateur,mobile,(\d)/, 'simulateur,mobile,9$1'),
  },
  {
    why: 'the same, seen from the summary',
    code: 'TIERS_SUM_DIFFERS',
    folder: 'demarches',
    change: (copy) => copy.edit(DEVICE, /simulateur,mobile,(\d)/, 'simulateur,mobile,9$1'),
  },
  {
    why: 'an hour that no day has',
    code: 'NUMBER_RANGE',
    folder: D,
    change: (copy) => {
      copy.set(`${D}/datapackage.json`, 'resources.month-feature-device.schema.fields.2.name', 'heure')
      copy.edit(DEVICE, 'terminal', 'heure')
      copy.edit(DEVICE, 'console', '24')
    },
  },
]
