#!/bin/bash
# Runs inside the overlay of mx1.example.com: configures Postfix 3.7, postgrey, SASL and syslog, and starts them.
# Debian's defaults stay, except for what is written here.
set -euo pipefail
hostname mx1

for user in alice carol; do
	useradd --create-home "$user"
done
echo wonderland | saslpasswd2 -p -c -u mx1.example.com alice
chown root:postfix /etc/sasldb2
chmod 640 /etc/sasldb2
mkdir -p /etc/postfix/sasl
cat >/etc/postfix/sasl/smtpd.conf <<'END'
pwcheck_method: auxprop
auxprop_plugin: sasldb
mech_list: PLAIN LOGIN
END

# /var/log/mail.log as Debian's rsyslog wrote it up to Debian 11, and still writes it where that template is set:
# RFC 3164 times, no year, no zone.
cat >/etc/rsyslog.conf <<'END'
module(load="imuxsock")
$ActionFileDefaultTemplate RSYSLOG_TraditionalFileFormat
$FileOwner root
$FileCreateMode 0640
mail.* -/var/log/mail.log
END
rsyslogd

# The regular correspondents are not greylisted; everyone else waits 20 seconds (postgrey's default is 300).
printf '%s\n' relay.example.net news.bulk.example mail.example.org six.isp.example host78.isp.example filter.example.com \
	203.0.113.66 >/etc/postgrey/whitelist_clients
: >/etc/postgrey/whitelist_recipients
mkdir -p /run/postgrey /var/lib/postgrey
chown postgrey: /run/postgrey /var/lib/postgrey
/usr/sbin/postgrey --inet=127.0.0.1:10023 --delay=20 --auto-whitelist-clients=0 \
	--greylist-text='Greylisted, please try again later' --pidfile=/run/postgrey/pid --daemonize

echo 'team@example.com alice@example.com, carol@example.com' >/etc/postfix/virtual
postmap /etc/postfix/virtual

postconf -e \
	'myhostname = mx1.example.com' \
	'mydestination = example.com, mx1.example.com, localhost' \
	'mynetworks = 127.0.0.0/8' \
	'inet_protocols = all' \
	'compatibility_level = 3.6' \
	'enable_long_queue_ids = yes' \
	'smtpd_tls_security_level = may' \
	'smtpd_tls_loglevel = 1' \
	'smtpd_tls_cert_file = /etc/lab-tls/mx1.example.com.crt' \
	'smtpd_tls_key_file = /etc/lab-tls/mx1.example.com.key' \
	'smtpd_tls_auth_only = yes' \
	'smtp_tls_security_level = may' \
	'smtp_tls_loglevel = 1' \
	'smtpd_timeout = 40s' \
	'maximal_queue_lifetime = 5d' \
	'virtual_alias_maps = hash:/etc/postfix/virtual' \
	'smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unauth_destination' \
	'smtpd_recipient_restrictions = permit_mynetworks, permit_sasl_authenticated, reject_unlisted_recipient, check_policy_service inet:127.0.0.1:10023'

# The services of Debian's master.cf out of their chroot (name service, SASL data base), submission with
# STARTTLS on 587, submission with TLS on 465 through a content filter, and the filter's way back on 10026.
for service in $(postconf -F '*/*/chroot' | sed -n 's,^\([^ ]*\)/chroot = y$,\1,p'); do
	postconf -F "$service/chroot=n"
done
cat >>/etc/postfix/master.cf <<'END'
submission inet n - n - - smtpd
  -o syslog_name=postfix/submission
  -o smtpd_tls_security_level=encrypt
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
submissions inet n - n - - smtpd
  -o syslog_name=postfix/submissions
  -o smtpd_tls_wrappermode=yes
  -o smtpd_sasl_auth_enable=yes
  -o smtpd_relay_restrictions=permit_sasl_authenticated,reject
  -o content_filter=scan:[192.0.2.30]:10025
scan unix - - n - 10 smtp
  -o smtp_tls_security_level=none
192.0.2.25:10026 inet n - n - 10 smtpd
  -o syslog_name=postfix/reinject
  -o content_filter=
  -o mynetworks=192.0.2.30
  -o smtpd_tls_security_level=none
  -o smtpd_recipient_restrictions=permit_mynetworks,reject
END
newaliases
postfix start
