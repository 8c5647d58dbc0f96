import { stringify } from 'yaml'
import type { Feature } from '../../../domain/feature.ts'
import type { LogsChecked, ProposedLog } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { grouped, percent, say } from '../../language/language.ts'
import { ledgerText } from '../../terminal/show-ledger.ts'
import { columnsText, type TextColumn, heading } from '../columns-text.ts'
import { passedTable } from '../passed-text.ts'

/** What logs look like through a configuration: true counts, for the operator's eyes alone. */
export function logsReport(checked: LogsChecked, features: readonly Feature[], k: number): string {
  const { logs, ledger, uses, passed, shapes } = checked
  if (ledger.total.linesRead === 0) return ''
  return [
    heading(say({ en: 'Logs', fr: 'Journaux' })),
    columnsText(
      [
        { title: say({ en: 'log', fr: 'journal' }) },
        { title: 'format' },
        right({ en: 'lines', fr: 'lignes' }),
        right({ en: 'that fit it', fr: 'qui le suivent' }),
      ],
      logs.map(({ file, format = '–', linesRead, share }) => [
        file === '-' ? say({ en: 'stdin', fr: 'entrée standard' }) : file,
        format,
        grouped(linesRead),
        share === undefined ? '–' : percent(share),
      ]),
    ),
    heading(say({ en: 'Where the lines ended', fr: 'Ce que sont devenues les lignes' })),
    ledgerText(ledger).replace(/^/gm, '  ').trimEnd(),
    '\n',
    heading(say({ en: 'What each feature catches', fr: 'Ce que recueille chaque fonctionnalité' })),
    usesText(uses, features),
    ...passedParts(passed, features),
    ...shapesText(shapes, k),
  ].join('')
}

function right(title: Both): TextColumn {
  return { title: say(title), align: 'right' }
}

function usesText(uses: readonly number[], features: readonly Feature[]): string {
  const total = uses.reduce((sum, count) => sum + count, 0)
  const rows = features
    .map(({ id }, position) => ({ id, count: uses[position] ?? 0 }))
    .sort((a, b) => b.count - a.count)
    .map(({ id, count }) => [id, grouped(count), percent(total === 0 ? 0 : count / total)])
  return columnsText(
    [
      { title: say({ en: 'feature', fr: 'fonctionnalité' }) },
      right({ en: 'uses', fr: 'utilisations' }),
      right({ en: 'of all uses', fr: 'part du total' }),
    ],
    rows,
  )
}

/** Of a feature that seems unused the map may take people alone, or GET, and miss who asks for it. */
function passedParts(passed: LogsChecked['passed'], features: readonly Feature[]): readonly string[] {
  const byId = features.flatMap(({ id }, i) => (passed[i] === undefined ? [] : [{ id, passed: passed[i] }]))
  const { columns, rows, fixes } = passedTable(byId)
  if (rows.length === 0) return []
  const title = {
    en: 'What came for features and does not count',
    fr: 'Ce qui vise des fonctionnalités et ne compte pas',
  }
  return [heading(say(title)), columnsText(columns, rows), '\n', ...fixes.map((fix) => `  ${fix}\n`)]
}

function shapesText({ shown, others }: LogsChecked['shapes'], k: number): readonly string[] {
  if (shown.length === 0 && others === 0) return []
  const rows = shown.map(({ shape, requests }) => [grouped(requests), shape])
  const othersText = {
    en: `(other shapes, or with fewer than ${k} requests)`,
    fr: `(autres formes, ou avec moins de ${k} requêtes)`,
  }
  const rest = others === 0 ? [] : [[grouped(others), say(othersText)]]
  return [
    heading(
      say({
        en: 'Paths that no feature has, by their shape',
        fr: 'Les chemins qu’aucune fonctionnalité ne reconnaît, selon leur forme',
      }),
    ),
    columnsText(
      [right({ en: 'requests', fr: 'requêtes' }), { title: say({ en: 'shape', fr: 'forme' }) }],
      [...rows, ...rest],
    ),
    `\n${say(ELSEWHERE)}\n`,
    ...(shown.some(({ shape }) => /\{(?:email|nir)\}/.test(shape)) ? [`\n${say(PERSONAL)}\n`] : []),
  ]
}

const ELSEWHERE: Both = {
  en: `  A path that a feature has stands here too where another host, or a day outside of the feature's, was asked for.`,
  fr: `  Un chemin qu’une fonctionnalité a figure aussi ici si la requête visait un autre hôte, ou un jour hors des siens.`,
}

const PERSONAL: Both = {
  en: `  {email} and {nir} stand for people's own identifiers: the service puts them into its addresses, so they are in the
  raw logs, in browsers, and with every host that a page refers to. Have that mended at its source.`,
  fr: `  {email} et {nir} tiennent la place d’identifiants de personnes : le service les met dans ses adresses ; ils sont donc
  dans les journaux bruts, dans les navigateurs, et chez tout hôte vers lequel une page renvoie. Faites corriger cela à la source.`,
}

const PROPOSAL: Both = {
  en: 'Logs to paste into the configuration: the web server writes them',
  fr: 'Journaux à recopier dans la configuration : le serveur web les écrit',
}

/** Logs that a web server of this machine writes, as YAML that can be pasted; nothing, where there are none. */
export function logsProposal(logs: readonly ProposedLog[]): string {
  if (logs.length === 0) return ''
  return `${heading(say(PROPOSAL))}${stringify({ logs }, { lineWidth: 0 })}`
}
