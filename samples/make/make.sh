#!/bin/bash
# Makes every sample again: real servers, real clients, documentation addresses.
#
#   sudo samples/make/make.sh [DIRECTORY]
#
# writes the samples and samples-truth.json into DIRECTORY (default: a new one under /tmp, which is printed).
#
# Needs: root on Debian 12, a kernel with overlayfs and network namespaces, a package mirror, Node 20, and
#   apt-get install --no-install-recommends iproute2 dnsmasq-base swaks libnet-ssleay-perl telnet curl openssl
#
# Nothing on the machine is changed: Postfix and Exim are installed into two overlays in memory, the network
# exists only in namespaces, and all of it is gone when the script ends. It takes about three minutes, most of it
# the waiting that greylisting and time-outs are made of.
#
#        outside (all clients, the remote servers, DNS: one network namespace, many addresses)
#          192.0.2.1 |                                | 198.51.100.1
#                    |                                |
#   mx1.example.com 192.0.2.25                mail.example.org 198.51.100.25
#   Postfix, writes postfix.log               Exim, writes exim-mainlog
set -euo pipefail

here=$(cd "$(dirname "$0")" && pwd)

# Every step below runs in a private mount namespace, the last one in private network and process namespaces too.
case ${1-} in
--install) step=install ;;
--run) step=run ;;
*) step=start ;;
esac

start() {
	local missing=()
	for command in ip dnsmasq swaks telnet curl openssl node; do
		command -v "$command" >/dev/null || missing+=("$command")
	done
	if [ ${#missing[@]} -gt 0 ] || [ "$(id -u)" != 0 ]; then
		echo "make.sh needs root and these commands: ${missing[*]:-(all there)}; see its first lines" >&2
		exit 2
	fi
	export SAMPLES_OUT=${1:-$(mktemp -d /tmp/samples.XXXXXX)}
	mkdir -p "$SAMPLES_OUT"
	export SAMPLES_LAB
	SAMPLES_LAB=$(mktemp -d /tmp/samples-lab.XXXXXX)
	trap 'rmdir "$SAMPLES_LAB"' EXIT
	unshare --mount --propagation private "$here/make.sh" --install
	echo "samples are in $SAMPLES_OUT"
}

# An overlay of this machine's root, in memory, with its own /dev, /proc and /run.
overlay() {
	local root=$SAMPLES_LAB/$1
	mkdir -p "$SAMPLES_LAB/$1.upper" "$SAMPLES_LAB/$1.work" "$root"
	mount -t overlay overlay -o "lowerdir=/,upperdir=$SAMPLES_LAB/$1.upper,workdir=$SAMPLES_LAB/$1.work" "$root"
	mount -t proc proc "$root/proc"
	mount -t tmpfs tmpfs "$root/dev"
	cp -a /dev/null /dev/zero /dev/full /dev/random /dev/urandom /dev/tty "$root/dev/"
	mount -t tmpfs tmpfs "$root/run"
	mount -t tmpfs -o mode=1777 tmpfs "$root/tmp"
	printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
	chmod +x "$root/usr/sbin/policy-rc.d"
	if [ -e /run/systemd/resolve ]; then cp -a --parents /run/systemd/resolve "$root"; fi
}

# install_into ROOT PACKAGE...
install_into() {
	local root=$SAMPLES_LAB/$1
	shift
	DEBIAN_FRONTEND=noninteractive chroot "$root" apt-get install -y -q --no-install-recommends "$@" \
		</dev/null >"$SAMPLES_LAB/apt.log" 2>&1 || { cat "$SAMPLES_LAB/apt.log" >&2; exit 1; }
}

# A certificate authority and one certificate for each server, in $SAMPLES_LAB/tls.
certificates() {
	mkdir "$SAMPLES_LAB/tls"
	(
		cd "$SAMPLES_LAB/tls"
		openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj '/O=Example/CN=Example CA' -keyout ca.key -out ca.crt
		for name in mx1.example.com mail.example.org mx.example.net; do
			openssl req -newkey rsa:2048 -nodes -subj "/CN=$name" -keyout "$name.key" -out "$name.csr"
			openssl x509 -req -in "$name.csr" -CA ca.crt -CAkey ca.key -CAcreateserial -days 30 \
				-extfile <(printf 'subjectAltName=DNS:%s' "$name") -out "$name.crt"
		done
		chmod 644 ./*.key
	) >"$SAMPLES_LAB/openssl.log" 2>&1
}

install() {
	mount -t tmpfs tmpfs "$SAMPLES_LAB"
	overlay mx1
	overlay org
	install_into mx1 postfix rsyslog postgrey sasl2-bin libsasl2-modules
	install_into org exim4-daemon-heavy
	certificates
	cp -r "$SAMPLES_LAB/tls" "$SAMPLES_LAB/mx1/etc/lab-tls"
	cp -r "$SAMPLES_LAB/tls" "$SAMPLES_LAB/org/etc/lab-tls"
	cp "$here/postfix-host.sh" "$SAMPLES_LAB/mx1/host.sh"
	cp "$here/exim-host.sh" "$SAMPLES_LAB/org/host.sh"
	for root in mx1 org; do
		rm -f "$SAMPLES_LAB/$root/etc/resolv.conf"
		echo 'nameserver 192.0.2.53' >"$SAMPLES_LAB/$root/etc/resolv.conf"
		# As the container's own hosts file may name the machine, each server has one of its own.
		echo '127.0.0.1 localhost' >"$SAMPLES_LAB/$root/etc/hosts"
	done
	unshare --net --uts --pid --fork --kill-child --mount --propagation private "$here/make.sh" --run
}

# cable HOST GATEWAY4 ADDRESS4 GATEWAY6 ADDRESS6: a namespace for a server and a cable to it.
cable() {
	ip netns add "$1"
	ip link add "to-$1" type veth peer name eth0 netns "$1"
	ip address add "$2/32" dev "to-$1"
	ip address add "$4/128" dev "to-$1" nodad
	ip link set "to-$1" up
	# Clients that cannot choose their address call from host78.isp.example.
	ip route add "$3/32" dev "to-$1" src 198.51.100.78
	ip -6 route add "$5/128" dev "to-$1"
	ip -n "$1" link set lo up
	ip -n "$1" address add "$3/32" dev eth0
	ip -n "$1" address add "$5/128" dev eth0 nodad
	ip -n "$1" link set eth0 up
	ip -n "$1" route add default via "$2" dev eth0 onlink
	ip -n "$1" -6 route add default via "$4" dev eth0 onlink
}

run() {
	mount -t proc proc /proc
	mount -t tmpfs tmpfs /run/netns 2>/dev/null || { mkdir -p /run/netns && mount -t tmpfs tmpfs /run/netns; }
	echo 'nameserver 192.0.2.53' >"$SAMPLES_LAB/resolv.conf"
	mount --bind "$SAMPLES_LAB/resolv.conf" "$(realpath /etc/resolv.conf)"
	echo '127.0.0.1 localhost' >"$SAMPLES_LAB/hosts"
	mount --bind "$SAMPLES_LAB/hosts" /etc/hosts
	hostname host77.isp.example
	ip link set lo up
	sysctl -qw net.ipv4.ip_forward=1 net.ipv6.conf.all.forwarding=1
	while read -r address _; do
		ip address add "$address" dev lo nodad 2>/dev/null || ip address add "$address" dev lo
	done < <(sed -n 's/^#= //p' "$here/dns.conf")
	cable mx1 192.0.2.1 192.0.2.25 2001:db8:25::1 2001:db8:25::25
	cable org 198.51.100.1 198.51.100.25 2001:db8:51::1 2001:db8:51::25
	dnsmasq --conf-file="$here/dns.conf" --pid-file="$SAMPLES_LAB/dnsmasq.pid"
	local root
	for root in mx1 org; do
		ip netns exec "$root" unshare --uts chroot "$SAMPLES_LAB/$root" /bin/bash /host.sh
	done
	node "$here/drive.mjs"
}

"$step" "$@"
