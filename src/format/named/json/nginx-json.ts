import { scannerByNames } from '../../json/scanner-by-names.ts'
import { JSON_OBJECT } from '../../json/walk-object.ts'
import type { NamedFormat } from '../../named-format.ts'

export const NGINX_JSON: NamedFormat = {
  name: 'nginx_json',
  aliases: ['json'],
  samples: [
    String.raw`{"time":"2026-03-10T09:31:24+01:00","addr":"203.0.113.7","request":"GET /simulateur HTTP/1.1","status":200,"bytes":3126,"ut":,"rt":0.046,"ref":"","ua":"A \"quoted\" agent","host":"www.example.fr"}`,
    '{"@timestamp":"2026-03-10T08:31:24+00:00","remote_addr":"203.0.113.7","request_method":"GET","request_uri":"/simulateur","args":"age=40","server_protocol":"HTTP/2.0","status":"200","body_bytes_sent":"3126","http_referer":"https://www.example.fr/","http_user_agent":"curl/8.5.0","request_time":"0.046"}',
  ],
  lacks: { query: 'by-key', bytes: 'by-key', referrer: 'by-key', agent: 'by-key', host: 'by-key', duration: 'by-key' },
  make: (first, told) => scannerByNames('nginx_json', JSON_OBJECT, first, told),
}
