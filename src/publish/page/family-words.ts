import type { Language } from '../../domain/service.ts'
import type { Words } from '../words.ts'
import { countText } from './numbers.ts'

/** What the page says of families of features. */
export function familyWords(language: Language) {
  const say = (words: Words) => words[language]
  return {
    ofNone: say({ en: 'Other features', fr: 'Autres fonctionnalités' }),
    /** @param above how many of them stand among the first ten */
    features: (count: number, above: number) => {
      const words = count === 1 ? { en: 'feature', fr: 'fonctionnalité' } : { en: 'features', fr: 'fonctionnalités' }
      const all = `${countText(count, language)} ${say(words)}`
      if (above === 0) return all
      if (above === count) return say({ en: `${all}, above`, fr: `${all}, plus haut` })
      return say({
        en: `${all}, ${countText(above, language)} of them above`,
        fr: `${all}, dont ${countText(above, language)} plus haut`,
      })
    },
    above: say({ en: 'Above:', fr: 'Plus haut\u00A0:' }),
  }
}
