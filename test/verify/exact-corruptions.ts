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
  {
    why: 'patterns that nobody publishes, of which each folder tells the same byte',
    code: 'TIERS_DIFFER',
    folder: 'demarches',
    change: (copy) => copy.set('demarches/datapackage.json', 'comptage.cut.paths', '00'),
  },
  // What decides whether an edition would be cut anew: each part of it that follows from the description, in each folder.
  ...['demarches', D].flatMap((folder) =>
    [
      { part: 'threshold', value: '12' },
      { part: 'timezone', value: 'UTC' },
      { part: 'features.simulateur', value: '0'.repeat(16) },
      { part: 'features.dossier', value: undefined },
      { part: 'features.autre', value: '0'.repeat(16) },
      { part: 'tables', value: [] },
      { part: 'tables.1', value: 'month: entries errors requests, threshold 19', only: 'demarches' },
      { part: 'tables.2', value: 'week: requests, threshold 11', only: 'demarches' },
      { part: 'tables.0', value: 'month device: errors requests, exact', only: D },
      { part: 'tables.2', value: 'month hour: requests, exact', only: D },
      { part: 'paths', value: undefined },
    ]
      .filter(({ only = folder }) => only === folder)
      .map(({ part, value }): Corruption => ({
        why: `${folder} has ${String(value)} for ${part} of what cuts it`,
        code: 'DESCRIPTION_DIFFERS',
        folder,
        change: (copy) => copy.set(`${folder}/datapackage.json`, `comptage.cut.${part}`, value),
      })),
  ),
]
