/** Format strings of peers' lines, as a server's configuration would spell them. */
const INGRESS_END =
  '"$request" $status $body_bytes_sent "$http_referer" "$http_user_agent" $request_length $request_time [$proxy_upstream_name]'
/** Of older versions: the forwarded-for list in brackets, no second upstream. */
export const OLD_INGRESS = `$remote_addr - [$proxy_add_x_forwarded_for] - $remote_user [$time_local] ${INGRESS_END} $upstream_addr $upstream_response_length $upstream_response_time $upstream_status $req_id`
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
