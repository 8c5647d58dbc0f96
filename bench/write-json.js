import { seededRandom } from '../fixtures/demo/random.js'

const random = seededRandom(20260402)

/** A line as a `log_format … escape=json` writes it. */
export function writeJson({ address, time, method, target, protocol, status, bytes, referrer, agent }) {
  return `{"time":"${isoOf(time)}","addr":"${address}","request":"${method} ${target} ${protocol}","status":${status},"bytes":${bytes},"ut":0.041,"rt":0.046,"ref":"${referrer === '-' ? '' : referrer}","ua":"${agent}","host":"demarches.example.fr"}`
}

/** A line of Caddy, which writes the headers in an order of its own each time. */
export function writeCaddy({ address, method, target, protocol, status, bytes, referrer, agent }) {
  const headers = shuffled([
    `"User-Agent":["${agent}"]`,
    '"Accept":["text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"]',
    '"Accept-Language":["fr-FR"]',
    '"Accept-Encoding":["gzip, deflate, br"]',
    '"Sec-Fetch-Mode":["navigate"]',
    ...(referrer === '-' ? [] : [`"Referer":["${referrer}"]`]),
    ...(random.chance(0.5) ? ['"Dnt":["1"]'] : []),
  ])
  const request = `"remote_ip":"${address}","remote_port":"51234","client_ip":"${address}","proto":"${protocol}","method":"${method}","host":"demarches.example.fr","uri":"${target}","headers":{${headers.join(',')}},"tls":{"resumed":false,"version":772,"cipher_suite":4865,"proto":"h2","server_name":"demarches.example.fr"}`
  return `{"level":"info","ts":1773131484.655,"logger":"http.log.access","msg":"handled request","request":{${request}},"bytes_read":0,"user_id":"","duration":0.001335486,"size":${bytes},"status":${status},"resp_headers":{"Content-Encoding":["gzip"],"Vary":["Accept-Encoding"],"Server":["Caddy"],"Content-Type":["text/html"]}}`
}

/** A line of Traefik, with the two headers that it was told to keep. */
export function writeTraefik({ address, time, method, target, protocol, status, bytes, referrer, agent }) {
  return `{"ClientAddr":"${address}:51234","ClientHost":"${address}","ClientPort":"51234","ClientUsername":"-","DownstreamContentSize":${bytes},"DownstreamStatus":${status},"Duration":46012345,"OriginContentSize":${bytes},"OriginDuration":45012345,"OriginStatus":${status},"Overhead":1000000,"RequestAddr":"demarches.example.fr","RequestContentSize":0,"RequestCount":500,"RequestHost":"demarches.example.fr","RequestMethod":"${method}","RequestPath":"${target}","RequestPort":"-","RequestProtocol":"${protocol}","RequestScheme":"https","RetryAttempts":0,"RouterName":"web@docker","ServiceName":"web@docker","StartUTC":"${isoOf(time).slice(0, 19)}.655123456Z","entryPointName":"websecure","level":"info","msg":"","request_Referer":"${referrer}","request_User-Agent":"${agent}","time":"${isoOf(time)}"}`
}

// 01/Apr/2026:09:31:24 +0200
function isoOf(time) {
  return `2026-04-${time.slice(0, 2)}T${time.slice(12, 20)}+02:00`
}

function shuffled(items) {
  for (let i = items.length - 1; i > 0; i--) {
    const j = random.below(i + 1)
    ;[items[i], items[j]] = [items[j], items[i]]
  }
  return items
}
