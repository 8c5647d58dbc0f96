import { readdirSync } from 'node:fs'
import { expect, it } from 'vitest'
import { detectFormat } from '../../src/format/index.ts'
import { ARE_HERE, describeReal, readReal, realPath } from './shared-logs.ts'

/** What is right for a file, told from looking at it and at what its peer expects: a format, or none and why. */
type Truth =
  | { readonly format: string; readonly wrappers?: readonly string[] }
  | { readonly none: string; readonly together?: readonly string[] }

const COMMON: Truth = { format: 'common' }
const COMBINED: Truth = { format: 'combined' }
const QUIET: Truth = { format: '' }
const MIXED = 'lines of several formats'
const CUSTOM = 'a format of its own, which has no name'
const FOREIGN = 'more than one line of ten is no request'

const FOLDERS: Readonly<Record<string, Truth>> = {
  'alp__examples/combined_access.log': { none: 'two times at the end, either of which may be missing' },
  'alp__examples/json_access.log': { format: 'nginx_json' },
  'alp__examples/ltsv_access.log': { format: 'ltsv' },
  'awstats__testglobal/testglobal.log': COMBINED,
  'awstats__testsmall/testsmall.log': COMBINED,
  'basjes__NginxLogFormatTest/lines.log': { none: MIXED },
  'beats__apache_access__test/test.log': { none: MIXED },
  'beats__apache_access__ubuntu-2.2.22/ubuntu-2.2.22.log': COMBINED,
  'beats__haproxy_log__default/default.log': { none: 'it logs connections, not requests' },
  'beats__haproxy_log__httplog-no-headers/httplog-no-headers.log': { format: 'haproxy', wrappers: ['syslog'] },
  'beats__iis_access__test-iis-7.5/test-iis-7.5.log': { format: 'iis' },
  'beats__nginx_access__access/access.log': COMBINED,
  'beats__nginx_access__test/test.log': { none: MIXED, together: ['combined', 'nginx_main'] },
  'crowdsec__apache2-logs/apache2-logs.log': { none: MIXED, together: ['combined', 'common'] },
  'crowdsec__apache2-malformed/apache2-logs.log': COMBINED,
  'crowdsec__aws-alb-logs/aws-alb-logs.log': { format: 'alb' },
  'crowdsec__caddy-logs/caddy-logs.log': { format: 'caddy' },
  'crowdsec__haproxy-logs/haproxy-logs.log': { format: 'haproxy' },
  'crowdsec__nginx-proxy-manager-logs/nginx-proxy-manager-logs.log': { format: 'nginx_proxy_manager' },
  'crowdsec__nginx_http-logs/nginx_http-logs.log': { none: MIXED },
  'crowdsec__traefik_clf/traefik_clf.log': { format: 'traefik' },
  'ezpaarse__customformat/customformat.log': { none: CUSTOM },
  'ezpaarse__sd_multiple-status/sd.multiple-status.log': COMMON,
  'ezpaarse__sd_wrong-first-line/sd.wrong-first-line.log': { none: FOREIGN },
  'ezpaarse__test_apache/test.apache.log': COMBINED,
  'ezpaarse__ul_ezproxy/ul.ezproxy.log': { none: CUSTOM },
  'ezpaarse__univ_lyon_ezproxy/univ_lyon.ezproxy.log': COMMON,
  'ezpaarse__univ_toulouse_apache/univ_toulouse.apache.log': COMBINED,
  'ezpaarse__unordered-ecs/unordered-ecs.log': COMMON,
  'fail2ban__apache-badbots/lines.log': COMBINED,
  'fail2ban__apache-pass/lines.log': { none: CUSTOM },
  'fail2ban__nginx-bad-request/lines.log': { format: 'nginx_main' },
  'fail2ban__php-url-fopen/lines.log': COMBINED,
  'fail2ban__squid/lines.log': { format: 'squid' },
  'lnav__access_log/logfile_access_log.0': COMBINED,
  'lnav__access_log/logfile_access_log.1': COMBINED,
  'lnav__access_log/logfile_bad_access_log.0': { none: FOREIGN },
  'lnav__caddy/logfile_caddy_log.0': { format: 'caddy', wrappers: ['compose'] },
  'lnav__caddy/logfile_caddy_log.1': { format: 'caddy' },
  'lnav__uwsgi/logfile_uwsgi.0': { format: 'uwsgi' },
  'lnav__w3c_big/logfile_w3c_big.0': { format: 'iis' },
  'logstash__httpd_spec/lines.log': COMBINED,
  'logstash__squid_spec/lines.log': { format: 'squid' },
  'matomo__amazon_cloudfront_web/amazon_cloudfront_web.log': { format: 'cloudfront' },
  'matomo__caddy_json/caddy_json.log': { format: 'caddy' },
  'matomo__common/common.log': COMMON,
  'matomo__common_complete/common_complete.log': { format: 'vhost_combined' },
  'matomo__custom_regex_custom_date/custom_regex_custom_date.log': { none: CUSTOM },
  'matomo__elb/elb.log': { format: 'elb' },
  'matomo__gandi/gandi.log': { format: 'gandi' },
  'matomo__iis/iis.log': { format: 'iis' },
  'matomo__ncsa_extended/ncsa_extended.log': COMBINED,
  'matomo__netscaler/netscaler.log': { format: 'w3c' },
  'matomo__nginx_json/nginx_json.log': { format: 'nginx_json' },
  'matomo__s3/s3.log': { format: 's3' },
  'matomo__static_ignores/static_ignores.log': { format: 'vhost_combined' },
  'plaso__apache_access__apache_access/apache_access.log': { none: MIXED, together: ['combined', 'common'] },
  'plaso__aws_elb_access__aws_elb_access/aws_elb_access.log': { none: MIXED },
  'plaso__iis__iis6/iis6.log': { format: 'iis' },
  'plaso__iis__iis7_sqli/iis7_sqli.log': { format: 'iis' },
  'plaso__jira_access__jira_access/jira_access.log': { none: CUSTOM },
  'rla__apache_combined/apache_combined.log': COMBINED,
  'rla__apache_common/apache_common.log': COMMON,
  'vrl__parse_common_log/lines.log': { none: MIXED },
  'vrl__parse_nginx_log/lines.log': { none: MIXED },
}

const LARGE: Readonly<Record<string, Truth>> = {
  'elastic_apache_logs_10k.log': COMBINED,
  'ezpaarse_cairn_2013-03-12.log': COMMON,
  'ezpaarse_edp_2013-01-23.log': COMMON,
  'ezpaarse_npg_2012-11-30.log': COMMON,
  'ezpaarse_sd_2012-11-30.log': COMMON,
  'logparser_hackers-access.log': COMBINED,
  'nasa_jul95_50k.log': COMMON,
  ...inFolder('erddap', () => ({ none: FOREIGN })),
  ...inFolder('honeynet', (name) => (/\.[678]$/.test(name) ? QUIET : COMBINED)),
}

/** Annotations, expectations and archives are no logs. */
const NO_LOG = /expected\.json$|\.annotated$|\.(?:gz|bz2)$/

describeReal('the format of real logs is found', () => {
  it('a truth for every log', () => {
    const logs = readdirSync(realPath('formats')).flatMap((folder) => namesIn(`formats/${folder}`, folder))
    expect(logs.filter((name) => !NO_LOG.test(name)).sort()).toEqual(Object.keys(FOLDERS).sort())
  })

  it.each(Object.entries(FOLDERS))('%s: %j', (name, truth) => holds(`formats/${name}`, truth))
  it.each(Object.entries(LARGE))('%s: %j', (name, truth) => holds(`large/${name}`, truth))
})

const MOST_BYTES = 1_048_576

function holds(name: string, truth: Truth): void {
  const bytes = readReal(name)
  const detected = detectFormat({ bytes, start: 0, end: Math.min(bytes.length, MOST_BYTES) })
  if ('quiet' in detected) expect(truth).toBe(QUIET)
  else if ('scanner' in detected)
    expect({ format: detected.scanner.name, wrappers: detected.wrapped.wrappers }).toEqual({ wrappers: [], ...truth })
  else
    expect({ none: undefined, together: detected.together }).toEqual({ together: undefined, ...truth, none: undefined })
}

function namesIn(folder: string, prefix: string): readonly string[] {
  return readdirSync(realPath(folder)).map((name) => `${prefix}/${name}`)
}

function inFolder(folder: string, truth: (name: string) => Truth): Readonly<Record<string, Truth>> {
  if (!ARE_HERE) return {}
  return Object.fromEntries(namesIn(`large/${folder}`, folder).map((name) => [name, truth(name)]))
}
