import type { Written } from '../../domain/place.ts'
import type { Path, WrittenYaml } from './written-yaml.ts'

/** One text or a list of them, each with its place. */
export function eachWritten(
  texts: string | readonly string[],
  at: Path,
  yaml: WrittenYaml,
): readonly Written<string>[] {
  if (typeof texts === 'string') return [written(texts, at, yaml)]
  return texts.map((text, i) => written(text, [...at, i], yaml))
}

export function written<T>(value: T, at: Path, yaml: WrittenYaml): Written<T> {
  return { value, place: yaml.placeOf(at) }
}
