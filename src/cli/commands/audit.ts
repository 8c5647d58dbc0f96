import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { configurationCandidates } from '../../config/index.ts'
import { AUDIT_NUMBERS } from '../../domain/observed-features.ts'
import { ProblemError } from '../../domain/problem.ts'
import type { Configuration, Both } from '../../domain/service.ts'
import {
  auditFolder,
  auditLogs,
  auditState,
  refuseAuditAt,
  writeAudit,
  type AuditDone,
  type ComparedPeriods,
  type PeriodName,
} from '../../pipeline/index.ts'
import { exitCodeOf, type ExitCode } from '../exit-code.ts'
import { say } from '../language/language.ts'
import { loadConfiguration } from '../load-configuration.ts'
import { startProgress } from '../terminal/progress.ts'
import { showLong } from '../terminal/show-long.ts'
import { asHtml } from '../report/audit/as-html.ts'
import { asJson } from '../report/audit/as-json.ts'
import { asMarkdown } from '../report/audit/as-markdown.ts'
import { asText } from '../report/audit/as-text.ts'
import { auditSections, type AuditSubject } from '../report/audit/audit-sections.ts'
import { auditWords } from '../report/audit/audit-words.ts'
import { tellProblems } from '../show-problems.ts'
import { refuseTerminal } from './count.ts'
import type { Shared } from '../shared-options.ts'

type AuditOptions = Shared<'config' | 'state' | 'format' | 'json' | 'quiet' | 'since' | 'until' | 'output'> & {
  /** Two periods, before and now. */
  readonly compare?: readonly PeriodName[]
  readonly markdown?: true
  readonly html?: true
}

/** `comptage audit`: which features to strengthen, to improve, to retire. For the operator alone. */
export async function audit(sources: readonly string[], options: AuditOptions): Promise<ExitCode> {
  if (options.output !== undefined) refuseAuditAt(options.output)
  const [folder] = sources
  const isOfFolder = folder !== undefined && isPublished(folder)
  if (isOfFolder || options.state !== undefined)
    refuseIdle(isOfFolder ? sources.slice(1) : sources, options, isOfFolder)
  const { done, subject } = isOfFolder
    ? auditPublished(folder, options)
    : await auditConfigured(sources, loadConfiguration(options.config), options)
  tellProblems(done.problems, options.quiet)
  const text = written(done, subject, options)
  if (options.output === undefined) showLong(text)
  else writeAudit(options.output, text)
  return exitCodeOf(done.problems)
}

type AuditMade = { readonly done: AuditDone; readonly subject: AuditSubject }

function isPublished(path: string): boolean {
  return existsSync(join(path, 'datapackage.json'))
}

/** Anyone can judge a published folder; whoever has the configuration judges by its numbers. */
function auditPublished(folder: string, options: AuditOptions): AuditMade {
  const isKnown =
    options.config !== undefined || configurationCandidates(process.cwd()).some((file) => existsSync(file))
  const rules = isKnown ? loadConfiguration(options.config).audit : AUDIT_NUMBERS
  return { done: auditFolder(folder, { rules, ...comparedBy(options) }), subject: { service: folder, k: 0, rules } }
}

async function auditConfigured(
  logs: readonly string[],
  configuration: Configuration,
  options: AuditOptions,
): Promise<AuditMade> {
  const subject = { service: configuration.service.name, k: configuration.k, rules: configuration.audit }
  if (options.state !== undefined) {
    const done = await auditState(configuration, { state: options.state, ...comparedBy(options) })
    return { done, subject }
  }
  refuseTerminal(configuration, logs)
  const { format, since, until } = options
  const progress = await startProgress(options.quiet === true)
  const request = {
    configuration,
    logs,
    ...(format !== undefined && { format }),
    ...(since !== undefined && { since }),
    ...(until !== undefined && { until }),
    ...comparedBy(options),
  }
  return { done: await auditLogs(request, progress.onProgress).finally(progress.stop), subject }
}

/** Periods that are over were counted already: what chooses or reads lines would be passed over without a word. */
function refuseIdle(logs: readonly string[], options: AuditOptions, isOfFolder: boolean): void {
  const idle = [
    ...(['format', 'since', 'until'] as const).filter((name) => options[name] !== undefined).map((name) => `--${name}`),
    ...(isOfFolder && options.state !== undefined ? ['--state'] : []),
    ...logs,
  ]
  if (idle.length > 0) throw new ProblemError({ code: 'USAGE', message: say(idleWords(idle.join(', '))) })
}

function idleWords(idle: string): Both {
  return {
    en: `${idle}: not beside a state or a published folder, whose periods are counted already; --compare chooses among them`,
    fr: `${idle} : pas avec un état ou un dossier publié, dont les périodes sont déjà comptées ; --compare en choisit`,
  }
}

const TWO_PERIODS = {
  en: '--compare takes two periods, as --compare 2026-02 2026-03',
  fr: '--compare prend deux périodes, comme --compare 2026-02 2026-03',
}
const IN_ORDER = {
  en: 'the first period to compare must end before the second begins',
  fr: 'la première période à comparer doit finir avant que la seconde commence',
}

function comparedBy({ compare }: AuditOptions): { readonly compare?: ComparedPeriods } {
  if (compare === undefined) return {}
  const [before, now, ...more] = compare
  if (before === undefined || now === undefined || more.length > 0)
    throw new ProblemError({ code: 'USAGE', message: say(TWO_PERIODS) })
  if (before.to >= now.from) throw new ProblemError({ code: 'USAGE', message: say(IN_ORDER) })
  return { compare: [before, now] }
}

function written(done: AuditDone, subject: AuditSubject, { json, html, markdown }: AuditOptions): string {
  if (json === true) return asJson(done, subject)
  const sections = auditSections(done, subject, auditWords())
  if (html === true) return asHtml(sections)
  return markdown === true ? asMarkdown(sections) : asText(sections)
}
