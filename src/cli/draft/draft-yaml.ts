import { stringify } from 'yaml'
import { slugOf } from '../../config/index.ts'
import type { ServiceDraft } from '../../pipeline/index.ts'
import { spoken } from '../language/language.ts'
import { grouped, percent } from '../words/words.ts'
import type { Answers } from './answers.ts'
import { DRAFT_WORDS } from './draft-words.ts'

/** The text of `comptage.yaml` for a draft. Learnt words of the log stand in it: this is the one place that they go to. */
export function draftYaml(draft: ServiceDraft, answers: Answers): string {
  const words = DRAFT_WORDS[spoken()]
  return [
    words.head(grouped(draft.linesRead), grouped(draft.uses)).map((line) => `# ${line}\n`),
    serviceLines(draft, answers),
    logLines(draft),
    featureLines(draft),
    ignoreLines(draft),
    [`\n# ${words.output}\n# output: /srv/open-data\n`],
  ]
    .flat()
    .join('')
}

function serviceLines({ hosts, zones, language }: ServiceDraft, { name, url, timezone }: Answers): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  return [
    `\nservice:\n  id: ${scalar(idOf(name))} # ${words.id}\n  name: ${scalar(name)}\n`,
    url === undefined ? `  # url: https://www.example.fr # ${words.url}\n` : `  url: ${scalar(url)} # ${words.url}\n`,
    hosts.length === 0 ? '' : `  hosts: [${hosts.map(scalar).join(', ')}] # ${words.hosts}\n`,
    `timezone: ${scalar(timezone)} # ${words.timezone(zones.join(', '))}\n`,
    `language: ${language} # ${words.language}\n`,
  ]
}

/** An id has two signs at least. */
function idOf(name: string): string {
  const id = slugOf(name)
  return id.length < 2 ? 'service' : id
}

function logLines({ logs }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  if (logs.length === 0) return [`\n# ${words.pipe}\n# logs:\n#   - path: /var/log/nginx/access.log*\n`]
  return ['\nlogs:\n', ...logs.map(({ path, format }) => `  - path: ${scalar(path)}\n    format: ${scalar(format)}\n`)]
}

function featureLines({ features, namedShare, unnamedShare }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  return [
    `\n# ${words.shares(percent(namedShare), percent(unnamedShare))}\nfeatures:\n`,
    ...features.map(({ id, title, match, share, learntWords }) => {
      const review = learntWords.length === 0 ? '' : ` # review: ${learntWords.join(', ')}`
      return [
        `  - id: ${scalar(id)} # ${words.share(percent(share))}${review}\n`,
        `    title: ${scalar(title)}\n`,
        `    match: [${match.map(scalar).join(', ')}]\n`,
      ].join('')
    }),
  ]
}

function ignoreLines({ ignored }: ServiceDraft): readonly string[] {
  const words = DRAFT_WORDS[spoken()]
  const assets = `\n# ${words.assets}\n`
  if (ignored.length === 0) return [assets, `# ignore: [/health] # ${words.ignore}\n`]
  return [assets, `ignore: # ${words.ignore}\n`, ...ignored.map((path) => `  - ${scalar(path)}\n`)]
}

/** Quoted where YAML would read anything but this text. */
function scalar(text: string): string {
  return stringify(text, { lineWidth: 0 }).trimEnd()
}
