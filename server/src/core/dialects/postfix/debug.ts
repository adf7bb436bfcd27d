import type { Row } from '../row';
import { words } from './fields';
import { rowsLike } from './likeRows';

/**
 * What `-v` and debug_peer_list make a program write, where it is told from the conversation: that is read as a transcript. Only
 * what no warning begins with stands here.
 */
const debugging = { kind: 'info', queueId: 'none', session: 'attach' } as const;

/** Functions of Postfix that name themselves in front of what they say, and warn of nothing. */
const functions = [
	...['been_here', 'check_namadr_access', 'check_relay_domains', 'check_table_result', 'cleanup_open'],
	...['ctable_locate', 'deliver_request_final', 'deliver_request_initial', 'dict_eval', 'dict_lookup'],
	...['dict_update', 'dns_get_answer', 'dns_query', 'event_cancel_timer', 'extract_addr', 'flush_add'],
	...['fsspace', 'generic_checks', 'i_am_mx', 'mac_parse', 'mail_addr_map', 'maps_free', 'master_notify'],
	...['match_list_match', 'milter8_eob', 'milter8_eoh', 'milter8_receive', 'milter8_send'],
	...['milter_macro_lookup', 'name_mask', 'netstring_put', 'parse_destination', 'permit_auth_destination'],
	...['permit_inet_interfaces', 'permit_mx_backup', 'permit_mynetworks', 'qmgr_active_done'],
	...['qmgr_active_drain', 'qmgr_deliver', 'qmgr_entry_select', 'qmgr_job_retire', 'qmgr_peer_select'],
	...['qmgr_queue_select', 'qmgr_transport_select', 'rbl_expand_lookup', 'reject_invalid_hostaddr'],
	...['reject_invalid_hostname', 'reject_maps_rbl', 'reject_non_fqdn_address', 'reject_non_fqdn_hostname'],
	...['reject_plaintext_session', 'reject_rbl_addr', 'reject_rbl_domain', 'reject_unauth_destination'],
	...['reject_unauth_pipelining', 'reject_unknown_address', 'reject_unknown_client'],
	...['reject_unknown_hostname', 'reject_unknown_mailhost', 'reject_unknown_reverse_name'],
	...['reject_unverified_address', 'sasl_exceptions', 'smtp_addr_one', 'smtp_find_self'],
	...['smtp_parse_destination', 'smtp_reuse_addr', 'smtp_reuse_nexthop', 'smtp_stream_setup'],
	...['smtpd_acl_permit', 'smtpd_check_addr', 'smtpd_check_queue', 'smtpd_expand_lookup'],
	...['tls_library_init', 'watchdog_create', 'watchdog_pat', 'watchdog_start', 'watchdog_stop'],
	...['xsasl_cyrus_server_create', 'xsasl_cyrus_server_first', 'xsasl_cyrus_server_next'],
	...['xsasl_dovecot_server_connect', 'xsasl_dovecot_server_create', 'xsasl_dovecot_server_first'],
	...['xsasl_dovecot_handle_reply', 'xsasl_dovecot_server_mech_filter'],
];

export const debugRows: readonly Row[] = [
	...rowsLike({ ...debugging, read: words }, [
		['send attr ', 'send attr request = rewrite'],
		['input attribute ', 'input attribute name: (end)'],
		['match_hostname: ', 'match_hostname: mynetworks: mx.example.org ~? 192.0.2.0/24', ' ~? '],
		['match_hostaddr: ', 'match_hostaddr: mynetworks: 192.0.2.9 ~? 192.0.2.0/24', ' ~? '],
		['match_string: ', 'match_string: smtpd_sasl_exceptions: mx.example.org ~? example.com', ' ~? '],
		['rewrite_clnt: ', 'rewrite_clnt: local: a@example.org -> a@example.org', ' -> '],
		['resolve_clnt: ', "resolve_clnt: `' -> `b@example.com' -> transp=`local' host=`example.com'", ' -> '],
		['auto_clnt_open: ', 'auto_clnt_open: connected to private/anvil', 'connected to '],
		['auto_clnt_close: ', 'auto_clnt_close: disconnect private/anvil stream', 'disconnect '],
		['vstream_', 'vstream_buf_get_ready: fd 9 got 20', ': fd '],
		['event_enable_', 'event_enable_read: fd 13', ': fd '],
		['event_disable_', 'event_disable_readwrite: fd 13', ': fd '],
		['report ', 'report connect to all milters', ' to all milters'],
		['>>> ', '>>> START Client host RESTRICTIONS <<<', ' <<<'],
		['connection established', 'connection established'],
		['connection closed', 'connection closed'],
		['process generation: ', 'process generation: 3 (single_server_generation)'],
		['trying... [', 'trying... [198.51.100.7]'],
		[
			'before input_transp_cleanup: ',
			'before input_transp_cleanup: cleanup flags = enable_header_body_filter',
		],
		['after input_transp_cleanup: ', 'after input_transp_cleanup: cleanup flags = enable_header_body_filter'],
		['', 'private/rewrite socket: wanted attribute: flags', ': wanted attribute: '],
		...functions.map((name): [string, string] => [`${name}: `, `${name}: x`]),
	]),
];
