import { readConfiguration, slugOf } from '../../config/index.ts'
import { SERVICE_ID } from '../../domain/service.ts'
import { say } from '../language/language.ts'

/** Asks on the terminal. Enter takes what the draft has; undefined: the operator gave up. */
export type Asker = {
  readonly mayOverwrite: (path: string) => Promise<boolean | undefined>
  readonly mayLearn: () => Promise<boolean | undefined>
  readonly service: (proposed: Proposed) => Promise<Typed | undefined>
}

/** What may be shown: a host that was learnt from the logs goes into the draft, and onto no screen. */
type Proposed = Pick<Answers, 'timezone'> & {
  /** Empty where the logs tell a host: Enter then takes that. */
  readonly name: string
}

/** What the operator wrote. */
type Typed = Partial<Answers> & Pick<Answers, 'timezone'>

/** Questions go to stderr, as everything that is no result. */
export async function openAsker(): Promise<Asker> {
  // Loaded where it is used: nobody asks in a pipe.
  const { confirm, isCancel, text } = await import('@clack/prompts')
  // Ctrl-D closes the terminal under a question, which then waits for ever: Node would end with 13, and no word.
  const gone = new AbortController()
  process.once('beforeExit', () => gone.abort())
  const streams = { input: process.stdin, output: process.stderr, signal: gone.signal }

  async function isWanted(message: string, initialValue: boolean): Promise<boolean | undefined> {
    const [active, inactive] = say({ en: ['Yes', 'No'], fr: ['Oui', 'Non'] })
    const answer = await confirm({ ...streams, message, initialValue, active, inactive })
    return isCancel(answer) ? undefined : answer
  }

  async function askText(message: string, value: string, fault: (answer: string) => string | undefined) {
    const answer = await text({
      ...streams,
      message,
      // Shown until a key is pressed: of a text to be edited, whoever types an answer would have it behind the one proposed.
      placeholder: value,
      defaultValue: value,
      validate: (answered = '') => fault(answered.trim() === '' ? value : answered.trim()),
    })
    if (isCancel(answer)) return undefined
    return answer.trim() === '' ? value : answer.trim()
  }

  return {
    mayOverwrite: (path) =>
      isWanted(say({ en: `${path} exists. Overwrite it?`, fr: `${path} existe. L’écraser ?` }), false),
    mayLearn: () => isWanted(say(MAY_LEARN), true),
    service: async ({ name: proposed, timezone: zone }) => {
      const isLearnt = proposed === ''
      const enter = isLearnt ? say(BUSIEST) : ''
      const name = await askText(`${say(NAME)}${enter}`, proposed, (answer) =>
        (answer === '' && isLearnt) || isFit({ name: answer }) ? undefined : say(NO_NAME),
      )
      if (name === undefined) return undefined
      const slug = name === '' ? '' : idOf(name)
      const id = await askText(`${say(ID)}${slug === '' ? enter : ''}`, slug, (answer) =>
        (answer === '' && slug === '') || isFit({ id: answer }) ? undefined : say(NO_ID),
      )
      if (id === undefined) return undefined
      const url = await askText(`${say(URL_OF)}${enter}`, '', (answer) =>
        answer === '' || isFit({ url: answer }) ? undefined : say(NO_URL),
      )
      if (url === undefined) return undefined
      const timezone = await askText(say(ZONE), zone, (answer) =>
        isFit({ timezone: answer }) ? undefined : say(NO_ZONE),
      )
      if (timezone === undefined) return undefined
      return { timezone, ...withoutEmpty({ name, id, url }) }
    },
  }
}

function withoutEmpty({ name, id, url }: Record<'name' | 'id' | 'url', string>): Partial<Answers> {
  return { ...(name === '' ? {} : { name }), ...(id === '' ? {} : { id }), ...(url === '' ? {} : { url }) }
}

/** What names the folders of its data: two signs at least. */
export function idOf(name: string): string {
  const id = slugOf(name)
  return SERVICE_ID.test(id) ? id : 'service'
}

/** Whether a configuration may hold the answer: `check` is to refuse none that was taken here. */
function isFit({ name = 'Essai', id = 'essai', url, timezone = 'UTC' }: Partial<Answers>): boolean {
  const features = [{ id: 'accueil', title: 'Accueil', match: '/' }]
  const draft = JSON.stringify({ service: { name, id, ...(url !== undefined && { url }) }, timezone, features })
  return readConfiguration(draft, 'comptage.yaml', { folder: '.' }).configuration !== undefined
}

const MAY_LEARN = {
  en: 'May words that are read in the log name features? (no: only common words)',
  fr: 'Puis-je reprendre, pour nommer les fonctionnalités, des mots lus dans le journal ? (non : seulement des mots courants)',
}
const NAME = { en: 'Name of the service', fr: 'Nom du service' }
const NO_NAME = { en: 'A name on one line, of 300 signs at most', fr: 'Un nom sur une ligne, de 300 signes au plus' }
const ID = {
  en: 'Its id, which names the folders of the data and never changes',
  fr: 'Son id, qui nomme les dossiers des données et ne change jamais',
}
const NO_ID = {
  en: 'As my-service: 2 to 100 of a-z, 0-9 and -, without -detail at its end',
  fr: 'Comme mon-service : de 2 à 100 signes parmi a-z, 0-9 et -, sans -detail à la fin',
}
const URL_OF = { en: 'Its address, if it has one', fr: 'Son adresse, s’il en a une' }
const NO_URL = {
  en: 'As https://www.example.fr, without a password',
  fr: 'Comme https://www.example.fr, sans mot de passe',
}
const BUSIEST = {
  en: ' (Enter: from the busiest host of the logs)',
  fr: ' (Entrée : d’après l’hôte le plus demandé des journaux)',
}
const ZONE = { en: 'Time zone in which a day is a day', fr: 'Fuseau horaire dans lequel un jour est un jour' }
const NO_ZONE = { en: 'As Europe/Paris', fr: 'Comme Europe/Paris' }

/** What a log cannot tell about a service. */
export type Answers = {
  readonly name: string
  readonly id: string
  readonly url?: string
  /** IANA name. */
  readonly timezone: string
}
