import { dayOfText } from '../domain/calendar.ts'
import type { Place } from '../domain/place.ts'
import { SERVICE_ID } from '../domain/service.ts'
import type { PlacedProblem } from './problems-of-issues.ts'
import { slugOf, tableName } from './default-names.ts'
import { keyText, oneLine, type Path, type WrittenYaml } from './written-yaml.ts'

/** What no single key shows. Read from the file itself, so that it is told together with everything else that is wrong. */
export function findClashes(yaml: WrittenYaml): readonly PlacedProblem[] {
  const features = entriesOf(['features'], yaml)
  const datasets = entriesOf(['datasets'], yaml)
  return [
    ...namesNothing(yaml),
    ...features.flatMap((feature) => endsBeforeItStarts(feature, yaml)),
    ...givenTwice(features.map((feature) => nameAt([...feature, 'id'], yaml))),
    ...givenTwice(entriesOf(['families'], yaml).map((family) => nameAt([...family, 'id'], yaml))),
    ...givenTwice(datasets.map((dataset) => nameOfDataset(dataset, yaml))),
    ...['id', 'path'].flatMap((key) =>
      givenTwice(entriesOf(['sources'], yaml).map((source) => nameAt([...source, key], yaml))),
    ),
  ]
}

function entriesOf(path: Path, yaml: WrittenYaml): readonly Path[] {
  return Array.from({ length: yaml.lengthOf(path) }, (_, position) => [...path, position])
}

function namesNothing(yaml: WrittenYaml): readonly PlacedProblem[] {
  const id = ['service', 'id']
  const name = yaml.stringAt(['service', 'name'])
  if (name === undefined || SERVICE_ID.test(slugOf(name)) || yaml.has(id)) return []
  return [{ code: 'CONFIG_MISSING_KEY', place: yaml.placeOf(id), key: keyText(id), expected: { kind: 'service-id' } }]
}

function endsBeforeItStarts(feature: Path, yaml: WrittenYaml): readonly PlacedProblem[] {
  const until = [...feature, 'until']
  const first = yaml.stringAt([...feature, 'from']) ?? ''
  const value = yaml.stringAt(until) ?? ''
  if ((dayOfText(value) ?? Infinity) >= (dayOfText(first) ?? -Infinity)) return []
  const expected = { kind: 'day-from', first } as const
  return [{ code: 'CONFIG_VALUE', place: yaml.placeOf(until), key: keyText(until), value, expected }]
}

type Named = { readonly name: string | undefined; readonly place: Place }

function nameAt(path: Path, yaml: WrittenYaml): Named {
  return { name: yaml.stringAt(path), place: yaml.placeOf(path) }
}

function nameOfDataset(dataset: Path, yaml: WrittenYaml): Named {
  const by = [...dataset, 'by']
  if (yaml.has([...dataset, 'name'])) return nameAt([...dataset, 'name'], yaml)
  return { name: tableName(entriesOf(by, yaml).map((word) => yaml.textOf(word))), place: yaml.placeOf(by) }
}

function givenTwice(entries: readonly Named[]): readonly PlacedProblem[] {
  const seen = new Map<string, Place>()
  return entries.flatMap(({ name, place }) => {
    if (name === undefined || name === '') return []
    const first = seen.get(name)
    if (first !== undefined) return [{ code: 'DUPLICATE_ID', place, id: oneLine(name), first }]
    seen.set(name, place)
    return []
  })
}
