# Run by lifecycle.sh inside the machine that it boots: the life of one package, `deb` or `archive`.
set -euo pipefail
form=$1
export LC_ALL=C.UTF-8 DEBIAN_FRONTEND=noninteractive
fail() { echo "FAILED: $*"; exit 1; }
# What an administrator types; all else looks on.
typed=0
type_in() {
  typed=$((typed + 1))
  echo "\$ $*"
  eval "$*" >said 2>&1 || { cat said; fail "$*"; }
}
files() {
  find / -xdev \( -path /proc -o -path /sys -o -path /run -o -path /dev -o -path /tmp -o -path /root -o -path /var/tmp -o -path /var/log -o -path /var/cache \
    -o -path /var/lib/apt -o -path /var/lib/dpkg -o -path '/var/lib/systemd/*' \) -prune -o -print | sort
}
owner() { stat -c %U "$1"; }

for tool in npm cc gcc c++; do ! command -v $tool >/dev/null || fail "$tool is here"; done
[ "$form" = deb ] || ! command -v node >/dev/null || fail 'node is here'
[ "$(ls /sys/class/net)" = lo ] || fail 'a network is here'
zcat access.log.gz >/var/log/nginx/access.log
chown www-data:adm /var/log/nginx/access.log
chmod 640 /var/log/nginx/access.log
systemctl is-active --quiet nginx || fail 'nginx does not run'
files >files.before

began=$(date +%s%N)
case $form in
  deb) type_in 'apt-get install -y ./comptage.deb' ;;
  archive) type_in 'tar -xzf comptage-*.tar.gz && ./comptage-*/install && rm -r ./comptage-*/' ;;
esac
systemctl start comptage || fail 'the service does not wait for its configuration'
test ! -e /var/lib/comptage || fail 'it ran without a configuration'
type_in 'comptage init --system --yes'
type_in 'comptage check'
cat said >checked
type_in 'systemctl start comptage'
type_in 'systemctl enable --now comptage.timer'
seconds=$((($(date +%s%N) - began) / 1000000000))
((typed <= 5)) || fail "$typed commands"
((seconds < 60)) || fail "$seconds seconds"

if [ "$form" = archive ]; then
  while read -r _ to; do test -e "/usr/local/$to" || fail "no $to"; done </opt/comptage/links
fi
id comptage | grep -q '(adm)' || fail 'the user may not read the logs'
state=$(find /var/lib/comptage -name state.db)
test -s "$state" || fail "no state: $(ls -R /var/lib/comptage)"
[ "$(owner "$state")" = comptage ] || fail 'the state is not its user’s'
[ "$(stat -c %a /var/lib/comptage)" = 700 ] || fail 'others may look into the state'
csv=$(find /srv/open-data -name 'day-feature.csv' | head -1)
[ -n "$csv" ] && [ "$(owner "$csv")" = comptage ] || fail 'nothing was published'
comptage verify "${csv%/data/*}" >/dev/null || fail 'what was published does not verify'
systemctl is-active --quiet comptage.timer || fail 'the timer does not run'
systemctl list-timers --no-legend comptage.timer | grep -q comptage.service || fail 'the timer starts nothing'
comptage status >status.root || fail "status as root: $(cat status.root)"
runuser -u comptage -- comptage status >status.own || fail "status as its user: $(cat status.own)"

# The lines that the program prints, in the server of the site.
comptage help serve | sed -n '/^location/,/^}/p' >/etc/nginx/open-data.conf
cat >/etc/nginx/sites-enabled/default <<'END'
server { listen 80 default_server; root /var/www/html; include /etc/nginx/open-data.conf; }
END
nginx -t 2>said && systemctl restart nginx || fail "nginx: $(cat said)"
address=http://127.0.0.1/open-data${csv#/srv/open-data}
curl -sSf "${address%/data/*}/" >said 2>&1 && grep -q '<h1' said || fail "the page is not served: $(head -c 400 said; ls -l "${csv%/data/*}"; tail -3 /var/log/nginx/error.log)"
curl -sfI "$address" | grep -qi '^content-type: text/csv; charset=utf-8' || fail 'a table is not served as CSV'

# The lines of docs/install.md. An upgrade keeps the state, the timer and what was published, and starts no run.
hold() { systemctl stop comptage.timer comptage.service; }
hold
rm -rf /var/lib/comptage.before && cp -a /var/lib/comptage /var/lib/comptage.before
rm -rf /srv/open-data.before && cp -a /srv/open-data /srv/open-data.before
sha256sum "$state" "$csv" >kept
case $form in
  deb) apt-get install -y ./next.deb >said 2>&1 || fail "upgrade: $(cat said)" ;;
  archive) { tar -xzf comptage-*.tar.gz && ./comptage-*/install; } >said 2>&1 || fail "upgrade: $(cat said)" ;;
esac
systemctl start comptage.timer
sha256sum --quiet -c kept || fail 'the upgrade changed the state'
systemctl is-active --quiet comptage.timer || fail 'the upgrade ended the timer'
systemctl start comptage || fail "a run after the upgrade: $(journalctl -u comptage -n 20 --no-pager)"

# And back: what the later program did to the state is gone before the earlier one may run.
hold
rm -rf /var/lib/comptage && cp -a /var/lib/comptage.before /var/lib/comptage
rm -rf /srv/open-data && cp -a /srv/open-data.before /srv/open-data
case $form in
  deb) apt-get install -y --allow-downgrades ./comptage.deb >said 2>&1 || fail "back: $(cat said)" ;;
  archive) /opt/comptage.before/install >said 2>&1 || fail "back: $(cat said)" ;;
esac
sha256sum --quiet -c kept || fail 'a run came before state and folder were back'
systemctl start comptage.timer
systemctl start comptage || fail "a run after going back: $(journalctl -u comptage -n 20 --no-pager)"
rm -r /var/lib/comptage.before /srv/open-data.before

# Root asks, and is refused what would make files of root's where the service keeps its own.
find /var/lib/comptage /srv/open-data ! -user comptage >foreign
[ ! -s foreign ] || fail "not the user’s: $(cat foreign)"
comptage run >said 2>&1 && fail 'root ran beside the service'
grep -q 'runuser -u' said || fail "root is not told as whom to run: $(cat said)"

# Removal ends the timer; a purge leaves the configuration, what was published, and the user.
case $form in
  deb) apt-get remove -y comptage >said 2>&1 ;;
  archive) /opt/comptage/uninstall >said 2>&1 ;;
esac || fail "removal: $(cat said)"
! systemctl is-active --quiet comptage.timer || fail 'the timer outlives the program'
test -e "$csv" && test -e "$state" || fail 'removal took data away'
case $form in
  deb) apt-get purge -y comptage >said 2>&1 ;;
  archive) { tar -xzf comptage-*.tar.gz && ./comptage-*/uninstall --purge && rm -r ./comptage-*/; } >said 2>&1 ;;
esac || fail "purge: $(cat said)"
files >files.after
left=$(comm -13 files.before files.after | grep -v -e '^/etc/comptage' -e '^/srv/open-data' -e '^/etc/nginx/open-data.conf$' \
  -e '^/etc/\(passwd\|group\|shadow\|gshadow\)-$' || true)
[ -z "$left" ] || fail "left behind: $left"
test -e /etc/comptage/comptage.yaml && test -e "$csv" || fail 'the purge took away what the operator wrote'
test ! -e /var/lib/systemd/timers/stamp-comptage.timer || fail 'the stamp of the timer is left'
echo "lifecycle: $form in $(. /etc/os-release; echo "$PRETTY_NAME"), $typed commands, $seconds s"
