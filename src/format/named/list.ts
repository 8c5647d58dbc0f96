import { COMBINED } from './apache/combined.ts'
import { COMMON } from './apache/common.ts'
import { VHOST_COMBINED, VHOST_COMMON } from './apache/vhost.ts'
import type { NamedFormat } from './named-format.ts'
import { NGINX_MAIN } from './nginx/nginx-main.ts'

/** Every named format, in the order in which detection prefers them where two read the same lines with the same fields. */
export const NAMED_FORMATS: readonly NamedFormat[] = [COMMON, COMBINED, VHOST_COMMON, VHOST_COMBINED, NGINX_MAIN]
