/** A `latest.json` of a service, as it would be beside ours; `changed` replaces properties of the first two levels. */
export function latestText(name: string, changed: Changed = {}): string {
  const { dataset, ...others } = changed
  return JSON.stringify({
    $schema: 'latest.schema.json',
    format: 'comptage-latest-1',
    dataset: {
      name,
      title: { fr: `${name}\u00A0: usage par fonctionnalité`, en: `Usage of ${name} by feature` },
      language: 'fr',
      service: { name },
      publisher: { name: 'Ville d’Exemple' },
      url: `https://data.example.fr/${name}/`,
      version: '1.4.0',
      created: '2026-11-03T06:00:00+01:00',
      license: { id: 'etalab-2.0', url: 'https://www.etalab.gouv.fr/licence-ouverte-open-licence' },
      cite: null,
      ...dataset,
    },
    kind: 'month',
    threshold: 11,
    measures: {},
    latest: { from: '2026-10-01', to: '2026-10-31', periods: ['2026-10'], daysWithLog: 31, isWhole: true },
    before: null,
    yearBefore: null,
    total: total(32_726),
    features: [],
    ...others,
  })
}

type Changed = Readonly<Record<string, unknown>> & { readonly dataset?: Readonly<Record<string, unknown>> }

/** Its uses, exact or at least these, and what became of them in a year. */
export function total(
  uses: number,
  { isLeast = false, change = null }: { isLeast?: boolean; change?: object | null } = {},
): object {
  const requests = isLeast
    ? { state: 'hidden', value: null, atLeast: uses }
    : { state: 'exact', value: uses, atLeast: uses }
  return { requests, change }
}

/** The window of one month. */
export function month(period: string, lastDay: number): object {
  return { from: `${period}-01`, to: `${period}-${lastDay}`, periods: [period], daysWithLog: lastDay, isWhole: true }
}
