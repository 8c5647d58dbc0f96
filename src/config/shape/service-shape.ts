import { host, list, mapping, matching, text, url } from './values.ts'

export function serviceShape() {
  return mapping({
    id: matching('service-id', /^(?=.{2,100}$)[a-z0-9]+(?:-[a-z0-9]+)*$/)
      .exactOptional()
      .describe('Names folders and addresses; never change it. Default: from the name.'),
    name: text().describe('Name of the service.'),
    url: url().exactOptional().describe('Address of the service: requests referred from its host are inside it.'),
    hosts: list(host()).exactOptional().describe('The hosts of the service. Default: that of its address.'),
    publisher: mapping({
      name: text().describe('Name of the publisher.'),
      url: url().exactOptional().describe('Address of the publisher.'),
      email: text().exactOptional().describe('Where to write to about the data.'),
    })
      .exactOptional()
      .describe('Who publishes the data.'),
  }).describe('The service that is counted.')
}
