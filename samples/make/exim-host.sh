#!/bin/bash
# Runs inside the overlay of mail.example.org: configures Exim 4.96 with Debian's own split configuration and its
# documented hooks. The driver starts it, once for each log selector: `/host.sh start|restart SELECTOR-LINE`.
set -euo pipefail

start() {
	printf '%s\n' "$1" >/etc/exim4/conf.d/main/000_log_selector
	update-exim4.conf
	# -q10m: the first queue run comes with the start, the next ones are the driver's.
	/usr/sbin/exim4 -bd -q10m -oX 25:587 -oP /run/exim4/exim.pid
}

configure() {
	hostname mail
	for user in dave erin; do
		useradd --create-home "$user"
	done
	mkdir -p /run/exim4
	chown Debian-exim: /run/exim4
	echo mail.example.org >/etc/mailname
	cat >/etc/exim4/update-exim4.conf.conf <<'END'
dc_eximconfig_configtype='internet'
dc_other_hostnames='example.org'
dc_local_interfaces=''
dc_readhost=''
dc_relay_domains=''
dc_minimaldns='false'
dc_relay_nets=''
dc_smarthost=''
CFILEMODE='644'
dc_use_split_config='true'
dc_hide_mailname=''
dc_mailname_in_oh='true'
dc_localdelivery='mail_spool'
END
	cat >/etc/exim4/conf.d/main/000_local <<'END'
MAIN_HARDCODE_PRIMARY_HOSTNAME = mail.example.org
MAIN_TLS_ENABLE = yes
MAIN_TLS_CERTIFICATE = /etc/lab-tls/mail.example.org.crt
MAIN_TLS_PRIVATEKEY = /etc/lab-tls/mail.example.org.key
CHECK_RCPT_LOCAL_ACL_FILE = /etc/exim4/local_acl
smtp_receive_timeout = 40s
END
	# Greylisting with Exim's own "seen" condition; the same regular correspondents pass as on the other host.
	cat >/etc/exim4/local_acl <<'END'
  defer
    message = Greylisted, please try again later
    !hosts = <; 203.0.113.10 ; 203.0.113.20 ; 203.0.113.66 ; 192.0.2.25 ; 2001:db8::/32
    !seen = -20s / key=${sender_host_address}_${sender_address}_${local_part}@${domain}
END
	cat >/etc/exim4/conf.d/auth/05_plain_and_login <<'END'
plain_server:
  driver = plaintext
  public_name = PLAIN
  server_condition = ${if and{{eq{$auth2}{dave}}{eq{$auth3}{wonderland}}}}
  server_set_id = $auth2
  server_prompts = :
  server_advertise_condition = ${if eq{$tls_in_cipher}{}{}{*}}
END
	printf '%s\n' 'postmaster: root' 'root: dave' 'staff: dave, erin' 'gone: nobody@example.net' >/etc/aliases
}

# Stops the daemon, forgets the queue, what was seen, and the log, and starts anew.
restart() {
	kill "$(cat /run/exim4/exim.pid)"
	sleep 1
	rm -rf /var/spool/exim4/{input,msglog,db}/* /var/log/exim4/*
	start "$1"
}

case ${1-} in
start | restart) "$1" "$2" ;;
*) configure ;;
esac
