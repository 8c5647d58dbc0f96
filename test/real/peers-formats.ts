/** Format strings of peers' lines, as a server's configuration would spell them. */
export const TRAEFIK =
  '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{count}n "%{router}n" "%{server}n" %{elapsed}n'
export const GANDI = '%v %h %l %u %t (%T s) "%r" %>s %b "%{Referer}i" "%{User-Agent}i"'
const INGRESS_END =
  '"$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_length $request_time [$proxy_upstream_name]'
export const INGRESS = `$remote_addr - $remote_user [$time_local] ${INGRESS_END} [$proxy_alternative_upstream_name] $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`
/** Of older versions: the forwarded-for list in brackets, no second upstream. */
export const OLD_INGRESS = `$remote_addr - [$proxy_add_x_forwarded_for] - $remote_user [$time_local] ${INGRESS_END} $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`
const PROXY_MANAGER_END = '"$http_user_agent" "$http_referer"'
const PROXY_MANAGER_MIDDLE =
  '$request_method $scheme $host "$request_uri" [Client $remote_addr] [Length $body_bytes_sent] [Gzip $gzip_ratio]'
export const PROXY_MANAGER = `[$time_local] $upstream_cache_status $upstream_status $status - ${PROXY_MANAGER_MIDDLE} [Sent-to $server] ${PROXY_MANAGER_END}`
export const SHORT_PROXY_MANAGER = `[$time_local] $status - ${PROXY_MANAGER_MIDDLE} ${PROXY_MANAGER_END}`
const COMBINED_END = '$remote_user [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"'
export const FORWARDED_FOR = `$http_x_forwarded_for - ${COMBINED_END}`
export const FORWARDED_FOR_FIRST = `$http_x_forwarded_for $remote_addr - ${COMBINED_END}`
export const QUOTED_FORWARDED_FOR_FIRST = `"$http_x_forwarded_for" $remote_addr - ${COMBINED_END}`
/** A column is missing before the user. */
export const NO_IDENT = `$remote_addr - [$time_local] "$request" $status $body_bytes_sent "$http_referer" "$http_user_agent"`
/** Nginx main with the time spent. */
export const MAIN_WITH_TIME = `$remote_addr - ${COMBINED_END} "$http_x_forwarded_for" $request_time`
export const ISO_COMMON = '$remote_addr - $remote_user [$time_iso8601] "$request" $status $body_bytes_sent'
/** An Apache with everything in it. */
export const EXTENDED =
  '%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %v %A %p %R %{a}n %X "%{Cookie}i" %{UNIQUE_ID}e %I %O %{ratio}n%% %D %{c}n %{d}n %{e}n %{f}n %{g}n'
