import { nearestWord } from '../../config/index.ts'
import { FEATURE_ID, type Feature } from '../../domain/feature.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Language, Both } from '../../domain/service.ts'
import { explainLine, openExplainer, planCount, type CountPlan } from '../../pipeline/index.ts'
import { EXIT, type ExitCode } from '../exit-code.ts'
import { meaning, say } from '../language/language.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { publishedTitle, whatCounts } from '../report/check/configuration-report.ts'
import { lineReport, lineVerdict } from '../report/explain/line-report.ts'
import { requestReport, requestVerdict } from '../report/explain/request-report.ts'
import type { Shared } from '../shared-options.ts'
import { showLong } from '../terminal/show-long.ts'
import { wide } from '../terminal/wide.ts'

export type ExplainOptions = Shared<'config' | 'format' | 'quiet'> & {
  readonly line?: true
}

/** `comptage explain`: the decision about requests that somebody types, or about one line of a log. */
export async function explain(requests: readonly string[], options: ExplainOptions): Promise<ExitCode> {
  refuseMisuse(requests, options)
  const { config, format, line, quiet } = options
  const plan = planCount({ configuration: loadConfiguration(config), ...(format === undefined ? {} : { format }) })
  if (line === true) await explainStdin(plan, quiet === true)
  else {
    const reports = requests.map(reporterOf(plan, quiet === true))
    showLong(reports.join(quiet === true ? '' : '\n'))
  }
  return EXIT.done
}

function refuseMisuse(requests: readonly string[], { line }: ExplainOptions): void {
  if (line === true && requests.length > 0) throw new ProblemError({ code: 'USAGE', message: say(LINE_ALONE) })
  if (line !== true && requests.length === 0) throw new ProblemError({ code: 'USAGE', message: say(NO_REQUEST) })
}

/** Of a request what becomes of it, of the id of a feature what it takes. */
function reporterOf(plan: CountPlan, isQuiet: boolean): (typed: string) => string {
  const explainRequest = openExplainer(plan)
  const { features, language, since } = plan.configuration
  return (typed) => {
    const explained = explainRequest(typed)
    if (explained.read !== undefined || !FEATURE_ID.test(typed))
      return isQuiet ? requestVerdict(explained) : requestReport(explained)
    const feature = featureNamed(typed, features)
    return isQuiet
      ? feature.match.map(({ value }) => `${value}\n`).join('')
      : featureReport(feature, whatCounts(feature, since), language)
  }
}

function featureNamed(id: string, features: readonly Feature[]): Feature {
  const found = features.find((feature) => feature.id === id)
  if (found !== undefined) return found
  const ids = features.map((feature) => feature.id)
  const guess = meaning(nearestWord(id, ids))
  throw new ProblemError({
    code: 'USAGE',
    message: say({
      en: `what was typed is neither a request nor the id of a feature${guess}`,
      fr: `ce qui a été donné n’est ni une requête ni l’id d’une fonctionnalité${guess}`,
    }),
  })
}

async function explainStdin(plan: CountPlan, isQuiet: boolean): Promise<void> {
  if (process.stdin.isTTY) process.stderr.write(`${say(PASTE)}\n`)
  const line = await explainLine(plan, process.stdin)
  if (!line.isOnly && !isQuiet) process.stderr.write(`${say(FIRST_ONLY)}\n`)
  showLong(isQuiet ? lineVerdict(line) : lineReport(line, plan))
}

const LINE_ALONE: Both = {
  en: '--line reads a line from stdin, and takes no request',
  fr: '--line lit une ligne sur l’entrée standard, et ne prend pas de requête',
}
const NO_REQUEST: Both = {
  en: 'name a request, as "POST /path?key=value", or use --line',
  fr: 'donnez une requête, comme « POST /chemin?clé=valeur », ou employez --line',
}
const PASTE: Both = {
  en: 'paste one line of a log, then Enter and Ctrl-D',
  fr: 'collez une ligne de journal, puis Entrée et Ctrl-D',
}
const FIRST_ONLY: Both = {
  en: 'note: only the first line is explained',
  fr: 'remarque : seule la première ligne est expliquée',
}

/** What a feature is, as the configuration says it: the requests that it takes, and whose. */
function featureReport(feature: Feature, counts: string, language: Language): string {
  const { id, match, examples } = feature
  const rows: readonly (readonly [label: string, words: readonly string[]])[] = [
    [say({ en: 'takes', fr: 'prend' }), match.map(({ value }) => value)],
    [say({ en: 'counts', fr: 'compte' }), [counts]],
    [say({ en: 'examples', fr: 'exemples' }), examples.map(({ value }) => value)],
  ]
  const lines = rows.flatMap(([label, words]) =>
    words.map((word, i) => `   ${wide(i === 0 ? label : '', say({ en: 8, fr: 10 }))}  ${word}\n`),
  )
  return `${say({ en: `${id}: ${publishedTitle(feature, language)}`, fr: `${id} : ${publishedTitle(feature, language)}` })}\n${lines.join('')}`
}
