import type { Protection } from '../../../domain/table.ts'
import { describeProtection, type CountPlan } from '../../../pipeline/index.ts'
import { say } from '../../language/language.ts'
import { columnsText } from '../columns-text.ts'
import { disclosureSentence } from './disclosure-report.ts'

/** The protection plan: what protects each table. */
export function protectionReport(specs: CountPlan['specs']): string {
  const noisy = specs.map(({ protection }) => protection).find((protection) => 'views' in protection)
  return [
    columnsText(
      [
        { title: say({ en: 'name', fr: 'nom' }) },
        { title: say({ en: 'measures', fr: 'mesures' }) },
        { title: 'protection' },
      ],
      specs.map(({ name, measures, protection }) => [name, measures.join(', '), wordsForProtection(protection)]),
    ),
    noisy === undefined ? '' : viewsText(noisy),
    disclosureSentence(describeProtection(specs)),
  ].join('')
}

function viewsText({ views, k }: Extract<Protection, { readonly views: number }>): string {
  const words = {
    en: `T = ${views}: one request is part of so many noisy figures a period, four at most; what is below ${k} stays hidden.`,
    fr: `T = ${views} : une même requête entre dans autant de chiffres bruités par période, quatre au plus ; ce qui est inférieur à ${k} reste masqué.`,
  }
  return `\n  ${say(words)}\n`
}

function wordsForProtection(protection: Protection): string {
  switch (protection.level) {
    case 'threshold':
      return say({
        en: `threshold: counts below ${protection.k} are hidden`,
        fr: `threshold : les nombres inférieurs à ${protection.k} sont masqués`,
      })
    case 'exact':
      return say({
        en: 'exact: every count is shown, at your risk',
        fr: 'exact : tous les nombres sont montrés, à vos risques',
      })
    case 'cell-key':
      return say({
        en: `cell-key: noise of variance ${protection.variance}, at most ${protection.reach}; hidden below ${protection.k}`,
        fr: `cell-key : bruit de variance ${protection.variance}, au plus ${protection.reach} ; masqué sous ${protection.k}`,
      })
    case 'dp':
      return say({
        en: `dp: epsilon ${protection.epsilon} a period for ${protection.changes} requests; hidden below ${protection.k}`,
        fr: `dp : epsilon ${protection.epsilon} par période pour ${protection.changes} requêtes ; masqué sous ${protection.k}`,
      })
  }
}
