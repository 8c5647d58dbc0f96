import type { Feature } from '../../domain/feature.ts'
import type { LogsChecked } from '../../pipeline/index.ts'
import { ledgerText } from '../show-ledger.ts'
import { grouped, percent } from '../words/words.ts'
import { columnsText } from './columns-text.ts'
import { heading } from './heading.ts'

/** What logs look like through a configuration: true counts, for the operator's eyes alone. */
export function logsReport(checked: LogsChecked, features: readonly Feature[], k: number): string {
  const { logs, ledger, uses, shapes } = checked
  if (ledger.total.linesRead === 0) return ''
  return [
    heading('Logs'),
    columnsText(
      [
        { title: 'log' },
        { title: 'format' },
        { title: 'lines', align: 'right' },
        { title: 'that fit it', align: 'right' },
      ],
      logs.map(({ file, format = '–', linesRead, share }) => [
        file === '-' ? 'stdin' : file,
        format,
        grouped(linesRead),
        share === undefined ? '–' : percent(share),
      ]),
    ),
    heading('Where the lines ended'),
    ledgerText(ledger).replace(/^/gm, '  ').trimEnd(),
    '\n',
    heading('What each feature catches'),
    usesText(uses, features),
    ...shapesText(shapes, k),
  ].join('')
}

function usesText(uses: readonly number[], features: readonly Feature[]): string {
  const total = uses.reduce((sum, count) => sum + count, 0)
  const rows = features
    .map(({ id }, position) => ({ id, count: uses[position] ?? 0 }))
    .sort((a, b) => b.count - a.count)
    .map(({ id, count }) => [id, grouped(count), percent(total === 0 ? 0 : count / total)])
  return columnsText(
    [{ title: 'feature' }, { title: 'uses', align: 'right' }, { title: 'of all uses', align: 'right' }],
    rows,
  )
}

function shapesText({ shown, others }: LogsChecked['shapes'], k: number): readonly string[] {
  if (shown.length === 0 && others === 0) return []
  const rows = shown.map(({ shape, requests }) => [grouped(requests), shape])
  const rest = others === 0 ? [] : [[grouped(others), `(other shapes, or with fewer than ${k} requests)`]]
  return [
    heading('Paths that no feature has, by their shape'),
    columnsText([{ title: 'requests', align: 'right' }, { title: 'shape' }], [...rows, ...rest]),
    ELSEWHERE,
    ...(shown.some(({ shape }) => /\{(?:email|nir)\}/.test(shape)) ? [PERSONAL] : []),
  ]
}

const ELSEWHERE = `
  A path that a feature has stands here too where another host, or a day outside of the feature's, was asked for.
`

const PERSONAL = `
  {email} and {nir} stand for people's own identifiers: the service puts them into its addresses, so they are in the
  raw logs, in browsers, and with every host that a page refers to. Have that mended at its source.
`
