import type { Dataset, Words } from './dataset.ts'

/** A description in both languages, the dataset's own first; Markdown. */
export function descriptionText({ language, title, description, homepage, version }: Dataset): string {
  const other = language === 'fr' ? 'en' : 'fr'
  const facts = [`Version ${version}`, ...(homepage === undefined ? [] : [homepage])].join(' · ')
  return [description[language], '---', `**${title[other]}**`, description[other], '---', facts].join('\n\n')
}

/** A short text in both languages, the dataset's own first. */
export function inTwo(words: Words, { language }: Pick<Dataset, 'language'>): string {
  const [own, translated] = language === 'fr' ? [words.fr, words.en] : [words.en, words.fr]
  return own === translated ? own : `${own}\n\n${translated}`
}
