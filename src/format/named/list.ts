import { FIELDS, type Field, type LineScanner } from '../../domain/contracts.ts'
import { COMBINED_D } from './apache/combined-d.ts'
import { COMBINED } from './apache/combined.ts'
import { COMMON } from './apache/common.ts'
import { GANDI } from './apache/gandi.ts'
import { ICECAST } from './apache/icecast.ts'
import { LIGHTTPD, OVH } from './apache/lighttpd.ts'
import { VARNISH } from './apache/varnish.ts'
import { VHOST_COMBINED, VHOST_COMMON } from './apache/vhost.ts'
import { HTTP_SERVER } from './applications/http-server.ts'
import { UVICORN } from './applications/uvicorn.ts'
import { UWSGI } from './applications/uwsgi.ts'
import { ALB, ELB } from './clouds/elb.ts'
import { S3 } from './clouds/s3.ts'
import { CLOUDFRONT } from './columns/cloudfront.ts'
import { COUNTED } from './columns/counted.ts'
import { GCS } from './columns/gcs.ts'
import { IIS } from './columns/iis.ts'
import { LTSV } from './columns/ltsv.ts'
import { W3C } from './columns/w3c.ts'
import { CADDY } from './json/caddy.ts'
import { CLOUDFRONT_JSON } from './json/cloudfront-json.ts'
import { NGINX_JSON } from './json/nginx-json.ts'
import { TRAEFIK_JSON } from './json/traefik-json.ts'
import type { NamedFormat } from '../named-format.ts'
import { COMBINED_TIME } from './nginx/combined-time.ts'
import { COMBINED_UPSTREAM } from './nginx/combined-upstream.ts'
import { INGRESS_NGINX } from './nginx/ingress-nginx.ts'
import { NGINX_MAIN } from './nginx/nginx-main.ts'
import { NGINX_PROXY_MANAGER } from './nginx/nginx-proxy-manager.ts'
import { CLEVER_CLOUD } from './platforms/clever-cloud.ts'
import { HEROKU } from './platforms/heroku.ts'
import { LOGFMT } from './platforms/logfmt.ts'
import { SCALINGO } from './platforms/scalingo.ts'
import { ENVOY } from './proxies/envoy.ts'
import { HAPROXY_CLF } from './proxies/haproxy-clf.ts'
import { HAPROXY } from './proxies/haproxy.ts'
import { SQUID, SQUID_COMBINED, SQUID_COMMON } from './proxies/squid.ts'
import { TRAEFIK } from './proxies/traefik.ts'

/** Every named format, in the order in which detection prefers them where two read the same lines with the same fields. */
export const NAMED_FORMATS: readonly NamedFormat[] = [
  COMMON,
  COMBINED,
  VHOST_COMMON,
  VHOST_COMBINED,
  NGINX_MAIN,
  COMBINED_TIME,
  COMBINED_UPSTREAM,
  COMBINED_D,
  INGRESS_NGINX,
  NGINX_PROXY_MANAGER,
  LIGHTTPD,
  OVH,
  GANDI,
  ICECAST,
  VARNISH,
  HAPROXY,
  HAPROXY_CLF,
  TRAEFIK,
  ENVOY,
  W3C,
  IIS,
  CLOUDFRONT,
  ELB,
  ALB,
  S3,
  GCS,
  SQUID,
  SQUID_COMMON,
  SQUID_COMBINED,
  LTSV,
  CADDY,
  TRAEFIK_JSON,
  CLEVER_CLOUD,
  CLOUDFRONT_JSON,
  NGINX_JSON,
  COUNTED,
  HEROKU,
  SCALINGO,
  LOGFMT,
  HTTP_SERVER,
  UVICORN,
  UWSGI,
]

/** A named format as an operator sees it. */
export type ListedFormat = Pick<NamedFormat, 'name' | 'aliases' | 'string' | 'samples' | 'lacks'> & {
  /** In the order of `FIELDS`. */
  readonly fields: readonly Field[]
  readonly zone: LineScanner['zone']
}

/** Every named format, in the order in which detection prefers them. */
export function listFormats(): readonly ListedFormat[] {
  return NAMED_FORMATS.map(({ make, ...format }) => {
    const { fields, zone } = make()
    return { ...format, fields: FIELDS.filter((field) => fields.has(field)), zone }
  })
}

/** Whether lines of the format may have the field or not, each for itself: no column is for it. */
export function isOfSomeLines(name: string, field: Field): boolean {
  const lack = NAMED_FORMATS.find((format) => format.name === name)?.lacks[field]
  return lack === 'by-key' || lack === 'off-by-default'
}
