import type { Layout } from '../layout';

// Protocol logs: a line per line of the dialogue, many connections mixed, each line naming its own.
// Marks are anchored and linear. Each was made from the output of the tool itself or from its source.

/**
 * Haraka, in the three forms of its log.ini: plain, logfmt and JSON. What it sends itself (`outbound`) has the id of the message that
 * came in, and is another connection.
 */
export const haraka: Layout = {
	name: 'haraka',
	isMixed: true,
	first: '[0123456789l{',
	// [PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net
	// level=PROTOCOL uuid=78407A3F-31FC-4937-80E7-A52CBDCAB1A4 source=core message="S: 354 go ahead, make my day"
	// {"level":"PROTOCOL","uuid":"78407A3F-31FC-4937-80E7-A52CBDCAB1A4","source":"core","message":"C: QUIT"}
	mark: /^(?:\d\S{1,40} )?(?:\[[A-Z]{4,8}\] \[|(?:\{"level":"|level=)[A-Z]{4,8}"?[ ,]"?uuid"?[=:]"?)(?<connection>[0-9A-F-]{36})(?:(?<side>[.\d]{0,12}(?:\] \[|"?[ ,]"?(?:source|origin)"?[=:]"?)outbound)|[.\d]{0,12}(?:\] \[|"?[ ,]"?(?:source|origin)"?[=:]"?)[\w.\/-]{1,60})(?:\] |"?[ ,]"?message"?[=:]"?)(?:(?<client>C: ?)|(?<server>S: ?)|(?<tool>))/,
	opens: /(?:\] |message"?[=:]"?)connect(?:"| ip=)/,
	closes: /(?:\] |message"?[=:]"?)disconnect(?:"| ip=|$)/,
	wrapping: 'haraka',
	samples: [
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] S: 220 mx.example.net\\r\\n',
		'[PROTOCOL] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [core] C: EHLO client.example.org',
		'2026-01-05T10:11:12.123Z [NOTICE] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4] [core] connect ip=192.0.2.1 port=52144 local_ip=:: local_port=25',
		'level=PROTOCOL uuid=78407A3F-31FC-4937-80E7-A52CBDCAB1A4 source=core message="S: 354 go ahead, make my day"',
		'{"level":"PROTOCOL","uuid":"78407A3F-31FC-4937-80E7-A52CBDCAB1A4","source":"core","message":"C: EHLO client.example.org"}',
		'2026-01-05T10:11:12.123Z level=PROTOCOL uuid=78407A3F-31FC-4937-80E7-A52CBDCAB1A4 origin=core message="C: EHLO client.example.org" state=1',
		'{"level":"NOTICE","uuid":"78407A3F-31FC-4937-80E7-A52CBDCAB1A4","source":"core","message":"connect","ip":"192.0.2.1","port":52144}',
	],
	followers: [
		'[DEBUG] [78407A3F-31FC-4937-80E7-A52CBDCAB1A4.1.1] [outbound] Trying TLS for domain: example.net',
	],
};

/**
 * Exchange's SmtpReceive and SmtpSend logs. An arrow points away from the server that writes the log: whose words they are is told by
 * the words. https://learn.microsoft.com/en-us/exchange/mail-flow/connectors/protocol-logging
 */
export const exchange: Layout = {
	name: 'exchange',
	isMixed: true,
	first: '0123456789"#',
	// 2026-01-05T10:11:12.123Z,EX1\Default Frontend EX1,08DA4F7C11473A60,9,192.0.2.25:25,192.0.2.1:53722,>,535 5.7.3 Authentication unsuccessful,
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^"?\d{4}-\d\d-\d\dT[\d:.]{8,16}Z"?,(?:"[^"]{0,200}"|[^",]{0,200}),"?(?<connection>[0-9A-Fa-f]{16})"?,"?\d{1,9}"?,"?(?<local>[^,"]{0,80})"?,"?(?<remote>[^,"]{0,80})"?,(?:"?(?<out>>)"?,|"?(?<in><)"?,|"?(?<tool>[-+*])"?(?:,|$))/,
	tool: /^#(?:Software: Microsoft Exchange|Log-type: SMTP (?:Send|Receive) Protocol Log|Fields: date-time,connector-id,session-id,)/,
	opens: /^[^>]{40,400}?,"?\+"?,/,
	closes: /^[^>]{40,400}?,"?-"?,/,
	wrapping: 'column',
	writer: ({ local = '', remote = '' }) => {
		const [own, other] = [local, remote].map((endpoint) =>
			Number(endpoint.slice(endpoint.lastIndexOf(':') + 1)),
		);
		return !own || !other ? undefined : own < other ? 'server' : 'client';
	},
	samples: [
		'2026-01-05T10:11:12.123Z,EX1\\Default Frontend EX1,08DA4F7C11473A60,0,192.0.2.25:25,192.0.2.1:53722,+,,',
		'2026-01-05T10:11:12.123Z,EX1\\Default Frontend EX1,08DA4F7C11473A60,9,192.0.2.25:25,192.0.2.1:53722,>,535 5.7.3 Authentication unsuccessful,',
		'2026-01-05T10:11:12.123Z,To the Internet,08DA4F7C11473A61,3,192.0.2.25:41234,198.51.100.7:25,>,EHLO mx.example.com,',
		'2026-01-05T10:11:12.123Z,To the Internet,08DA4F7C11473A61,4,192.0.2.25:41234,198.51.100.7:25,<,"250-mx.example.net, at your service",',
		'2026-01-05T10:11:12.123Z,To the Internet,08DA4F7C11473A61,9,192.0.2.25:41234,198.51.100.7:25,-,,Local',
		'#Log-type: SMTP Receive Protocol Log',
		'#Fields: date-time,connector-id,session-id,sequence-number,local-endpoint,remote-endpoint,event,data,context',
	],
};

/** hMailServer: the server (SMTPD) and the client (SMTPC) in one file. https://www.hmailserver.com/documentation/latest/?page=ts_reading_log_files */
export const hMailServer: Layout = {
	name: 'hmailserver',
	isMixed: true,
	first: '"',
	// "SMTPD"⇥100⇥1⇥"2026-01-02 10:00:00.000"⇥"192.0.2.1"⇥"RECEIVED: MAIL FROM:<a@example.org>"
	// ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
	mark: /^"SMTP(?<side>[DC])"\s\d{1,10}\s(?<connection>\d{1,12})\s"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(?:\.\d{1,6})?"\s"(?<remote>[^"]{0,80})"\s"(?:(?<out>SENT: )|(?<in>RECEIVED: )|(?<tool>))/,
	writer: ({ side }) => (side === 'D' ? 'server' : 'client'),
	tool: /^"(?:TCPIP|APPLICATION|DEBUG|ERROR)"\s\d{1,10}\s(?:\d{1,12}\s)?"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/,
	wrapping: 'column',
	samples: [
		'"SMTPD"\t100\t1\t"2026-01-02 10:00:00.000"\t"192.0.2.1"\t"SENT: 220 mx.example.com ESMTP"',
		'"SMTPD"\t100\t1\t"2026-01-02 10:00:00.000"\t"192.0.2.1"\t"RECEIVED: MAIL FROM:<a@example.org>"',
		'"SMTPC"\t100\t2\t"2026-01-02 10:00:00.000"\t"198.51.100.7"\t"SENT: EHLO mx.example.com"',
		'"TCPIP"\t100\t"2026-01-02 10:00:00.000"\t"TCP - 192.0.2.1 connected to 192.0.2.25:25."',
	],
};
