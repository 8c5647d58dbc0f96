import type { Language } from '../../domain/service.ts'
import type { Words } from '../dataset.ts'

type Texts = { readonly title: string; readonly description: string }

/** A text in both languages; the translation stands in `labels`, or the one text is in both. */
export function inBoth(
  language: Language,
  own: Texts,
  labels: Readonly<Partial<Record<Language, Texts | undefined>>>,
  key: keyof Texts,
): Words {
  const translated = (labels[language === 'fr' ? 'en' : 'fr'] ?? own)[key]
  return language === 'fr' ? { fr: own[key], en: translated } : { fr: translated, en: own[key] }
}
