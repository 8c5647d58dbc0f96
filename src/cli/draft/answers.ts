/** What a log cannot tell about a service. */
export type Answers = {
  readonly name: string
  readonly url?: string
  /** IANA name. */
  readonly timezone: string
}
