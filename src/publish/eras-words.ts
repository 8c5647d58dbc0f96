import type { Protection, ReadableTable } from '../domain/table.ts'
import type { Language, Both } from '../domain/service.ts'
import type { ReadablePublication } from './publication.ts'
import type { EarlierProtection } from '../domain/change.ts'
import { inBoth, listedWithAnd, updatedOn } from './words.ts'

/**
 * What was published under another rule than the present one, and stays: a sentence for each, the oldest first.
 *
 * @param nameOf the name of a table as the text around writes it
 */
export function erasWords(
  tables: readonly Pick<ReadableTable, 'spec'>[],
  earlier: ReadablePublication['earlier'],
  nameOf: (name: string) => string,
): readonly Both[] {
  const tablesOf = new Map<string, { readonly era: Era; readonly names: readonly string[] }>()
  for (const { spec } of tables)
    for (const era of erasOf(earlier?.get(spec.name) ?? [])) {
      const key = JSON.stringify(era)
      tablesOf.set(key, { era, names: [...(tablesOf.get(key)?.names ?? []), nameOf(spec.name)] })
    }
  const eras = [...tablesOf.values()].toSorted((a, b) => (a.era.until < b.era.until ? -1 : 1))
  return eras.map(({ era, names }) => inBoth((language) => sentence(era, listedWithAnd(names, language))[language]))
}

/** Names of tables of which rows have something in common; where those of today have it no more, the older ones are named. */
export function namesInTime(
  standing: readonly string[],
  now: readonly string[],
  language: Language,
): readonly string[] {
  const older = { fr: 'périodes anciennes', en: 'older periods' }[language]
  return standing.map((name) => (now.includes(name) ? name : `${name} (${older})`))
}

type Era = EarlierProtection & { readonly from: string | undefined }

function erasOf(earlier: readonly EarlierProtection[]): readonly Era[] {
  return earlier.map((era, i) => ({ ...era, from: earlier[i - 1]?.until }))
}

function sentence({ from, until, protection }: Era, names: string): Both {
  const how = ruleWords(protection)
  const end = inBoth((language) => updatedOn(until, language))
  const began =
    from === undefined
      ? { fr: `commencées avant le ${end.fr}`, en: `that began before ${end.en}` }
      : {
          fr: `commencées du ${updatedOn(from, 'fr')} à la veille du ${end.fr}`,
          en: `that began from ${updatedOn(from, 'en')} to the day before ${end.en}`,
        }
  return {
    fr: `Les périodes de ${names} ${began.fr} sont publiées sous une autre règle (${how.fr}), et le restent.`,
    en: `Periods of ${names} ${began.en} are published under another rule (${how.en}), and stay so.`,
  }
}

function ruleWords(protection: Protection): Both {
  switch (protection.level) {
    case 'exact':
      return { fr: 'rien n’y est masqué', en: 'nothing is hidden in them' }
    case 'threshold':
      return hiddenWords(protection.k)
    case 'cell-key':
      return afterNoise(
        { fr: `bruit d’au plus ${protection.reach}`, en: `noise of at most ${protection.reach}` },
        protection.k,
      )
    case 'dp':
      return afterNoise(
        { fr: `bruit de Laplace, ε = ${protection.epsilon}`, en: `Laplace noise, ε = ${protection.epsilon}` },
        protection.k,
      )
  }
}

function hiddenWords(k: number): Both {
  return { fr: `un chiffre inférieur à ${k} est masqué`, en: `a figure below ${k} is hidden` }
}

function afterNoise(noise: Both, k: number): Both {
  const { fr, en } = hiddenWords(k)
  return { fr: `${noise.fr}, puis ${fr}`, en: `${noise.en}, then ${en}` }
}
