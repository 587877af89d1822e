#!/usr/bin/env bash
# SPDX-License-Identifier: MIT
# Builds the tools and runs a stream through a cluster on this machine: two producers, three NATS servers that keep the
# stream, two edges that serve browsers, nginx in front of them. While it runs, the server that leads the stream and one
# of the edges are killed and come back. At the end two clients that connect through nginx, and run the page's own
# modules, say what they got and, by positions, what they lost: the exit status is 0 if that is nothing, and nothing
# came twice. Where it is not, the logs of all parts stay.
#
#   scripts/run-cluster-demo.sh [--no-browser] [--duration SEC] [--rate HZ] [--port PORT]
#
#   --no-browser    only print the address
#   --duration SEC  produce for SEC seconds, 10 or more (default: 30)
#   --rate HZ       samples a second of each producer (default: 50)
#   --port PORT     of the page (default: 8000)
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
browser=true
duration=30
rate=50
port=8000
bin=${ZWS_BIN_DIR-} # tests bring their own build
folder=''
servers=() # addresses of NATS
leader=''  # the number of the server that leads the stream
keeps_logs=false
declare -A pids=()

say() {
    printf 'run-cluster-demo: %s\n' "$*" >&2
}

fail() {
    say "error: $*"
    keeps_logs=true
    exit 1
}

usage_error() {
    say "error: $* (see --help)"
    exit 2
}

parse() {
    while [[ $# -gt 0 ]]; do
        case $1 in
            --no-browser) browser=false ;;
            -h | --help)
                sed -n '3,15s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
                exit 0
                ;;
            --duration | --rate | --port)
                [[ $# -ge 2 ]] || usage_error "$1 needs a value"
                [[ $2 =~ ^[1-9][0-9]{0,4}$ ]] || usage_error "$1 '$2': not a whole number"
                printf -v "${1#--}" '%s' "$2"
                shift
                ;;
            *) usage_error "unknown argument '$1'" ;;
        esac
        shift
    done
    ((duration >= 10)) || usage_error "--duration '$duration': less than 10 s are not enough for two outages"
}

listens() {
    (exec 3<> "/dev/tcp/127.0.0.1/$1") 2> /dev/null
}

# A port that nobody listens on, nor will: those that were told before are not told again.
free_port() {
    local candidate
    while candidate=$((20000 + RANDOM % 12000)); do
        grep -qx "$candidate" "$folder/ports" || listens "$candidate" || break
    done
    echo "$candidate" | tee -a "$folder/ports"
}

# run NAME PROGRAM [ARG...]: in the background; what it says is in a file. It ends with us, however we end.
run() {
    setsid setpriv --pdeathsig TERM "${@:2}" < /dev/null > "$folder/$1.out" 2>> "$folder/$1.log" &
    pids[$1]=$!
}

# await NAME SECONDS COMMAND...: until the command succeeds.
await() {
    local deadline=$((SECONDS + $2))
    until "${@:3}"; do
        ((SECONDS < deadline)) || fail "$1: not within $2 s; it said: $(tail -n 3 "$folder/$1.log" 2> /dev/null)"
        sleep 0.1
    done
}

is_ready() {
    grep -q ': ready: ' "$folder/$1.log"
}

# start_tool NAME TOOL [FLAG...]: returns once it is ready.
start_tool() {
    : > "$folder/$1.log"
    run "$1" "$bin/$2" --verbose "${@:3}"
    await "$1" 30 is_ready "$1"
}

stop() {
    [[ -n ${pids[$1]-} ]] || return 0
    kill -"${2-TERM}" "${pids[$1]}" 2> /dev/null || true
    wait "${pids[$1]}" 2> /dev/null || true
    unset "pids[$1]"
}

stop_all() {
    local name
    trap '' INT TERM HUP
    for name in "${!pids[@]}"; do
        kill -TERM "${pids[$name]}" 2> /dev/null || true
    done
    for name in "${!pids[@]}"; do
        wait "${pids[$name]}" 2> /dev/null || true
    done
    if $keeps_logs && [[ -n $folder ]]; then
        rm -rf "$folder"/store-* "$folder"/nginx-*
        say "the logs are in $folder"
    elif [[ -n $folder ]]; then
        rm -rf "$folder"
    fi
}

start_server() {
    local routes=''
    local i
    for i in 1 2 3; do
        routes+="nats://127.0.0.1:${cluster_ports[i]},"
    done
    run "nats-$1" nats-server -a 127.0.0.1 -p "${nats_ports[$1]}" -n "server-$1" -js -sd "$folder/store-$1" \
        --cluster_name demo --cluster "nats://127.0.0.1:${cluster_ports[$1]}" --routes "${routes%,}"
    await "nats-$1" 30 listens "${nats_ports[$1]}"
}

start_servers() {
    local i
    nats_ports=(0 "$(free_port)" "$(free_port)" "$(free_port)")
    cluster_ports=(0 "$(free_port)" "$(free_port)" "$(free_port)")
    for i in 1 2 3; do
        start_server "$i"
        servers+=(--nats "nats://127.0.0.1:${nats_ports[i]}")
    done
}

start_edge() {
    start_tool "edge-$1" zws2browser --connect "tcp://127.0.0.1:${edge_in[$1]}" --http "127.0.0.1:${edge_http[$1]}" \
        --ws 127.0.0.1:0
}

start_edges() {
    local i
    edge_in=(0 "$(free_port)" "$(free_port)")
    edge_http=(0 "$(free_port)" "$(free_port)")
    for i in 1 2; do
        start_tool "from-nats-$i" znats --from-nats 'demo.%t' "${servers[@]}" --stream demo \
            --durable "edge-$i" --position --bind "tcp://127.0.0.1:${edge_in[i]}"
        start_edge "$i"
    done
}

start_nginx() {
    cat > "$folder/nginx.conf" << CONFIGURATION
daemon off;
worker_processes 1;
pid $folder/nginx.pid;
events {}
http {
    access_log off;
    client_body_temp_path $folder/nginx-body;
    proxy_temp_path $folder/nginx-proxy;
    fastcgi_temp_path $folder/nginx-fastcgi;
    uwsgi_temp_path $folder/nginx-uwsgi;
    scgi_temp_path $folder/nginx-scgi;
    map \$http_upgrade \$connection_upgrade { default upgrade; '' close; }
    upstream edges {
        server 127.0.0.1:${edge_http[1]} max_fails=1 fail_timeout=2s;
        server 127.0.0.1:${edge_http[2]} max_fails=1 fail_timeout=2s;
    }
    server {
        listen 127.0.0.1:$port;
        location / {
            proxy_pass http://edges;
            proxy_http_version 1.1;
            proxy_set_header Host \$http_host;
            proxy_set_header Upgrade \$http_upgrade;
            proxy_set_header Connection \$connection_upgrade;
            proxy_connect_timeout 1s;
            proxy_read_timeout 1h;
        }
    }
}
CONFIGURATION
    run nginx nginx -p "$folder" -c "$folder/nginx.conf" -e stderr
    await nginx 10 listens "$port"
}

# has_browser EDGE: whether one is connected to it.
has_browser() {
    (
        exec 3<> "/dev/tcp/127.0.0.1/${edge_http[$1]}" || exit
        printf 'GET /metrics HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n' "${edge_http[$1]}" >&3
        grep -q '^zws2browser_clients 1' <&3
    ) 2> /dev/null
}

# nginx takes turns, so that each is first on an edge of its own. When edge 1 is killed, edge 2 has what its browser
# missed, at the same positions: each edge gets, and logs, the whole stream.
start_browsers() {
    local i
    for i in 1 2; do
        run "browser-$i" node "$root/scripts/page-client.mjs" "ws://127.0.0.1:$port/ws?history=10000" --until "$sent"
        await "browser-$i" 10 has_browser "$i"
    done
}

# Numbered samples of a sine; zfeed loses none on its way out.
samples() {
    awk -v count="$1" -v wave="$2" \
        'BEGIN { for (i = 1; i <= count; ++i)
            printf "{\"wave\":%d,\"n\":%d,\"y\":%.4f}\n", wave, i, 2.5 * (1 + sin(wave + i / 40)) }'
}

start_producers() {
    local i
    for i in 1 2; do
        local entry
        entry=$(free_port)
        start_tool "to-nats-$i" znats --to-nats 'demo.%t' "${servers[@]}" --stream demo \
            --bind "tcp://127.0.0.1:$entry"
        samples $((rate * duration)) "$i" > "$folder/samples-$i"
        setsid setpriv --pdeathsig TERM "$bin/zfeed" --format json --topic "wave-$i" --rate "$rate" \
            --connect "tcp://127.0.0.1:$entry" --wait-peers 1 < "$folder/samples-$i" 2>> "$folder/producer-$i.log" &
        pids[producer-$i]=$!
    done
}

open_page() {
    local page="http://127.0.0.1:$port/?y=/y&history=10000"
    if $browser && [[ -n ${DISPLAY-}${WAYLAND_DISPLAY-} ]] && command -v xdg-open > /dev/null; then
        say "opening $page"
        xdg-open "$page" > /dev/null 2>&1 || say "xdg-open failed; open $page yourself"
    else
        say "open $page"
    fi
}

# A browser that has all says so, and ends.
all_arrived() {
    [[ -s $folder/browser-1.out && -s $folder/browser-2.out ]]
}

# Asks the server that is named, in NATS' own protocol: its request needs no client library.
find_leader() {
    leader=$(
        exec 3<> "/dev/tcp/127.0.0.1/${nats_ports[$1]}"
        printf '%s\r\n' 'CONNECT {"verbose":false}' 'SUB _INBOX.demo 1' \
            "PUB \$JS.API.STREAM.INFO.demo _INBOX.demo 0" '' >&3
        timeout 2 grep -o -m 1 '"leader":"server-[1-3]"' <&3
    ) 2> /dev/null || return
    leader=${leader//[^1-3]/}
}

# The outages, in the second and the third quarter of the time.
disturb() {
    sleep $((duration / 4))
    await nats-1 60 find_leader 1
    say "killing server $leader of NATS, which leads the stream"
    stop "nats-$leader" KILL
    sleep $((duration / 4))
    say "server $leader comes back"
    start_server "$leader"
    say "killing edge 1: nginx sends its browsers to edge 2"
    stop edge-1 KILL
    sleep $((duration / 4))
    say "edge 1 comes back"
    start_edge 1
}

# count NAME: what a browser has counted; the line of JSON has nothing but whole numbers.
count() {
    sed -E "s/.*\"$1\":([0-9]+).*/\1/" <<< "$line"
}

report() {
    local i line came lost status=0
    for i in 1 2; do
        stop "browser-$i"
        read -r line < "$folder/browser-$i.out" || fail "browser $i: $(cat "$folder/browser-$i.log")"
        came=$(count different)
        lost=$(($(count missed) + $(count missing) + $(count dropped)))
        say "browser $i: $came of $sent samples arrived, $(($(count payloads) - came)) of them twice;" \
            "by positions $lost lost, $(count outages) unknown; connections: $(count connections)"
        ((came == sent && $(count payloads) == sent && lost == 0 && $(count outages) == 0)) || status=1
    done
    [[ $status -eq 0 ]] || keeps_logs=true
    return $status
}

parse "$@"
if [[ -z $bin ]]; then
    "$root/scripts/install-deps.sh" --build
    "$root/scripts/build.sh" release tools/all
    bin=$root/build/release/bin
fi
for program in nats-server nginx node; do
    command -v $program > /dev/null || PATH+=:/usr/sbin
    command -v $program > /dev/null || fail "$program is missing: install the package ${program/%node/nodejs}"
done
[[ -x $bin/znats ]] || fail "znats was not built: install libnats-dev, and build again"
listens "$port" && fail "port $port of 127.0.0.1 is in use (--port)"
trap stop_all EXIT
trap 'exit 0' INT TERM HUP
folder=$(mktemp -d)
echo "$port" > "$folder/ports"
sent=$((2 * rate * duration))
start_servers
start_edges
start_nginx
start_browsers
sleep 1 # for subscriptions to get through
start_producers
open_page
disturb
wait "${pids[producer-1]}" || fail "producer 1: $(cat "$folder/producer-1.log")"
wait "${pids[producer-2]}" || fail "producer 2: $(cat "$folder/producer-2.log")"
unset 'pids[producer-1]' 'pids[producer-2]'
deadline=$((SECONDS + 60)) # votes for a leader may be split, and cast again
until all_arrived || ((SECONDS >= deadline)); do
    sleep 0.5
done
report
