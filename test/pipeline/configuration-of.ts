import { readConfiguration } from '../../src/config/index.ts'
import type { Configuration } from '../../src/domain/service.ts'

/** A configuration of which only the given keys differ from a small service's. */
export function configurationOf(yaml: string, folder = '/nowhere'): Configuration {
  const service = yaml.includes('service:')
    ? ''
    : 'service: { id: essai, name: Essai, url: "https://www.example.fr" }\n'
  const datasets = yaml.includes('datasets:') ? '' : 'datasets: [{ by: [day, feature] }]\n'
  const { configuration, problems } = readConfiguration(service + datasets + yaml, 'comptage.yaml', { folder })
  if (configuration === undefined) throw new Error(JSON.stringify(problems))
  return configuration
}
