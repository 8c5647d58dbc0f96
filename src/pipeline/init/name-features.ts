import { featureIdOf } from '../../config/index.ts'
import type { Language } from '../../domain/service.ts'
import type { DraftFeature } from '../../learn/index.ts'
import { withAccents } from './french-words.ts'

export type Named = { readonly id: string; readonly title: string }

/** An id and a title for each feature, out of its words. */
export function nameFeatures(features: readonly DraftFeature[], language: Language): readonly Named[] {
  const taken = new Set<string>()
  return features.map((feature) => {
    const id = freeId(idOf(feature, language), taken)
    taken.add(id)
    return { id, title: titleOf(feature, language) }
  })
}

const HOME = { fr: { id: 'accueil', title: 'Accueil' }, en: { id: 'home', title: 'Home' } }
const UNNAMED = { fr: { id: 'autres-pages', title: 'Autres pages' }, en: { id: 'other-pages', title: 'Other pages' } }
const ITEM = { fr: { id: 'detail', title: 'détail' }, en: { id: 'item', title: 'item' } }

function idOf({ words, isHome, endsInName }: DraftFeature, language: Language): string {
  if (isHome) return HOME[language].id
  const id = featureIdOf(words.map(withoutEnding).join(' '))
  if (id === '') return words.length === 0 ? UNNAMED[language].id : 'feature'
  return endsInName ? `${id}-${ITEM[language].id}` : id
}

function titleOf({ words, isHome, endsInName }: DraftFeature, language: Language): string {
  if (isHome) return HOME[language].title
  const parts = words.map((word) => withoutEnding(word).replaceAll('_', ' ').trim()).filter((part) => part !== '')
  if (parts.length === 0) return UNNAMED[language].title
  const spelt = language === 'fr' ? parts.map((part) => part.split(' ').map(withAccents).join(' ')) : parts
  const title = [...spelt, ...(endsInName ? [ITEM[language].title] : [])].join(' / ')
  return title.slice(0, 1).toUpperCase() + title.slice(1)
}

/** `contact.html` → `contact`; a word may also begin with a dot. */
function withoutEnding(word: string): string {
  const dot = word.lastIndexOf('.')
  return dot === 0 ? word.slice(1) : dot < 0 ? word : word.slice(0, dot)
}

function freeId(id: string, taken: ReadonlySet<string>): string {
  for (let number = 1; ; number++) {
    const tried = number === 1 ? id : `${id}-${number}`
    if (!taken.has(tried)) return tried
  }
}
