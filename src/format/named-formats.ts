/** A format that has a name because a server or a hosting service writes it by default. */
export type NamedFormat = {
  readonly name: string
  readonly aliases: readonly string[]
  /** As the server's configuration spells it. */
  readonly string: string
  /** A line of it; also its first test. */
  readonly sample: string
}

// In the order in which detection prefers them where two read the same lines with the same fields.
export const NAMED_FORMATS: readonly NamedFormat[] = [
  {
    name: 'common',
    aliases: ['clf', 'ncsa'],
    string: '%h %l %u %t "%r" %>s %b',
    sample: '203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET /simulateur HTTP/1.1" 200 3126',
  },
  {
    name: 'combined',
    aliases: ['ncsa_extended', 'nginx', 'apache'],
    string: '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    sample:
      '203.0.113.7 - LEAK-user [10/Mar/2026:09:31:24 +0100] "GET /simulateur?age=LEAK HTTP/1.1" 200 3126 "https://www.example.fr/" "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"',
  },
  {
    // Host first, alone (nginx habit) or with its port (Debian's Apache).
    name: 'vhost_common',
    aliases: ['common_vhost'],
    string: '%v %h %l %u %t "%r" %>s %b',
    sample: 'www.example.fr 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 512',
  },
  {
    name: 'vhost_combined',
    aliases: ['common_complete', 'vcombined'],
    string: '%v %h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i"',
    sample: 'www.example.fr:443 203.0.113.7 - - [10/Mar/2026:09:31:24 +0100] "GET / HTTP/1.1" 200 812 "-" "curl/8.5.0"',
  },
  {
    // nginx.org's packages: an identifier in quotes at the end.
    name: 'nginx_main',
    aliases: ['main'],
    string:
      '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" "$http_x_forwarded_for"',
    sample:
      '198.51.100.4 - - [10/Mar/2026:09:31:24 +0100] "POST /demarches/12/dossier HTTP/2.0" 302 0 "-" "Mozilla/5.0 (X11; Linux x86_64)" "203.0.113.7, 198.51.100.9"',
  },
]
