import type { Field } from '../../../domain/contracts.ts'
import type { Reason } from '../../../domain/fate.ts'
import type { Dimension } from '../../../domain/dictionary.ts'
import { categoriesOf, type CountPlan, type ExplainedLine } from '../../../pipeline/index.ts'
import type { Both } from '../../../domain/service.ts'
import { say, spoken } from '../../language/language.ts'
import { REASON_WORDS } from '../../words/lists/line-words.ts'
import { dropped, fateText, LABELS, patternText } from './request-text.ts'
import { noFormatFound } from '../../words/lists/no-format-found.ts'
import { wide } from '../../terminal/wide.ts'

type Row = readonly [label: Both, words: string]

/** What is kept of each field of a line, and what becomes of it. */
export function lineReport(line: ExplainedLine, plan: CountPlan): string {
  const rows = rowsOf(line, plan).map(([label, words]) => `  ${wide(say(label), say({ en: 9, fr: 14 }))}  ${words}\n`)
  return `${rows.join('')}   → ${verdictOf(line)}\n`
}

function rowsOf(line: ExplainedLine, plan: CountPlan): readonly Row[] {
  if (line.fate === 'too-long' || line.fate === 'not-a-request') return []
  const format: Row = [OF_LINE.format, formatWords(line)]
  const isUnread = NO_FIELDS.some((reason) => line.misfit?.reason === reason)
  return isUnread ? [format] : [format, ...fieldRows(line, plan), ...decisionRows(line)]
}

/** Of a line that does not fit at all nothing can be shown. */
const NO_FIELDS: readonly Reason[] = ['bad-line', 'is-json', 'is-text']

/** The decision alone. */
export function lineVerdict(line: ExplainedLine): string {
  return `${verdictOf(line)}\n`
}

const OF_LINE = {
  format: { en: 'format', fr: 'format' },
  time: { en: 'time', fr: 'heure' },
  status: { en: 'status', fr: 'réponse' },
  bytes: { en: 'bytes', fr: 'octets' },
  referrer: { en: 'referrer', fr: 'provenance' },
  agent: { en: 'agent', fr: 'logiciel' },
  rest: { en: 'the rest', fr: 'le reste' },
} as const satisfies Record<string, Both>

function formatWords({ format, isFormatSure, refusal }: ExplainedLine): string {
  if (isFormatSure || refusal === undefined) return format
  if (refusal.why === undefined && refusal.alike === undefined)
    return say({
      en: `no known one reads this line; nearest is ${format} (name yours with --format)`,
      fr: `aucun connu ne lit cette ligne ; le plus proche est ${format} (donnez le vôtre par --format)`,
    })
  if (refusal.why === 'nothing-near')
    return say({
      en: 'no known one reads this line, and none comes near (name yours with --format)',
      fr: 'aucun connu ne lit cette ligne, ni n’en est proche (donnez le vôtre par --format)',
    })
  const why = say(noFormatFound(refusal))
  if (refusal.why !== 'disbelieved') return why
  return why + say({ en: `, at column ${refusal.column}`, fr: `, à la colonne ${refusal.column}` })
}

function fieldRows({ fields, read }: ExplainedLine, plan: CountPlan): readonly Row[] {
  const inFormat = (...names: readonly Field[]): boolean => names.some((name) => fields.has(name))
  const row = (label: Both, words: string | undefined): Row => [label, words ?? say(UNREAD)]
  return [
    row(OF_LINE.time, timeWords(read, plan.configuration.timezone)),
    row(LABELS.method, inFormat('request', 'method') ? read.method : say(TAKEN_FOR_GET)),
    ...(inFormat('host') ? [row(LABELS.host, hostWords())] : []),
    row(LABELS.path, read.path),
    row(LABELS.query, queryWords(plan)),
    row(OF_LINE.status, read.status),
    row(OF_LINE.bytes, say(inFormat('bytes') ? (read.hasBytes ? A_NUMBER : UNREAD) : NOT_LOGGED)),
    row(OF_LINE.referrer, inFormat('referrer') ? read.referrer && wordOf('referrer', read.referrer) : say(NOT_LOGGED)),
    row(OF_LINE.agent, inFormat('agent') ? agentWords(read.agent) : say(NOT_LOGGED)),
    row(OF_LINE.rest, restWords()),
  ]
}

const UNREAD: Both = { en: 'not read', fr: 'illisible' }
const NOT_LOGGED: Both = { en: 'not in this format', fr: 'absent de ce format' }
const TAKEN_FOR_GET: Both = { en: 'not in this format: taken for GET', fr: 'absente de ce format : prise pour GET' }
const A_NUMBER: Both = { en: 'a number, not shown', fr: 'un nombre, non montré' }

function hostWords(): string {
  return say({
    en: `${dropped()}, once compared with those of patterns`,
    fr: `${dropped()}, une fois comparé à ceux des motifs`,
  })
}

function restWords(): string {
  return say({
    en: `${dropped()}: address, user and all else`,
    fr: `${dropped()} : adresse, compte et tout le reste`,
  })
}

function timeWords({ day, hour }: ExplainedLine['read'], zone: string): string | undefined {
  if (day === undefined || hour === undefined) return undefined
  return say({ en: `${day}, hour ${hour} (${zone})`, fr: `${day}, heure ${hour} (${zone})` })
}

function queryWords({ patterns: { conditions } }: CountPlan): string {
  const keys = [...new Set(conditions.map(({ key }) => key))].join(', ')
  const all = say({ en: '‹dropped›', fr: '‹écartés›' })
  if (keys === '') return all
  return say({
    en: `${all}, once compared with what patterns ask of ${keys}`,
    fr: `${all}, une fois comparés à ce que les motifs demandent de ${keys}`,
  })
}

function agentWords(agent: ExplainedLine['read']['agent']): string | undefined {
  const [client, ...families] = DIMENSIONS_OF_AGENT.flatMap((dimension, i) => {
    const word = agent[i]
    return word === undefined ? [] : [wordOf(dimension, word)]
  })
  // Nobody sat in front of a robot or a script.
  const isKnown = agent.slice(1).some((family) => family !== 'unknown')
  const listed = families.join(', ')
  return isKnown ? say({ en: `${client ?? ''}: ${listed}`, fr: `${client ?? ''} : ${listed}` }) : client
}

const DIMENSIONS_OF_AGENT = ['client', 'device', 'browser', 'os'] as const

/** A word of the data: in English as it stands there, in French as its label says it. */
function wordOf(dimension: Dimension, word: string): string {
  const [category] = categoriesOf(dimension, [word])
  return spoken() === 'fr' ? (category?.label.fr ?? word) : word
}

function decisionRows({ winner, feature }: ExplainedLine): readonly Row[] {
  return [
    ...(winner === undefined ? [] : [[LABELS.pattern, patternText(winner)] as const]),
    ...(feature === undefined ? [] : [[LABELS.feature, feature.id] as const]),
  ]
}

function verdictOf({ misfit, ...line }: ExplainedLine): string {
  if (misfit !== undefined)
    return say({
      en: `malformed (${misfit.reason}), at column ${misfit.column}: ${REASON_WORDS[misfit.reason].en}`,
      fr: `illisible, à la colonne ${misfit.column} : ${REASON_WORDS[misfit.reason].fr}`,
    })
  return fateText(line)
}
