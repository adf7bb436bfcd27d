import type { Mark } from './sink';

/** Parts of a certificate's names that tell whose it is: `/O=Example Ltd`, `, OU = Sales`, `subject_CN=alice`. */
const parts =
	/(?:^|[\s/,;:"'*=]|(?:subject|issuer)_)(CN|OU?|L|ST|GN|SN|postalCode|street|serialNumber)(?: ?= ?)([^/,;"<>()]{1,200})/g;

/** Authorities that sign for everybody: their names stay, as they tell why a certificate is trusted or not. */
const authorities =
	/^(?:Let's Encrypt|ISRG|Internet Security Research Group|DigiCert|Sectigo|GlobalSign|Google Trust|GTS |COMODO|USERTRUST|The USERTRUST|GoDaddy|Starfield|Amazon|Entrust|Certum|Unizeto|ZeroSSL|Actalis|Buypass|D-TRUST|T-TeleSec|SwissSign|QuoVadis|HARICA|Cloudflare|thawte|RapidSSL|GeoTrust|IdenTrust|DST Root|Digital Signature Trust|VeriSign|[REW][RE]?\d{1,2}$)/i;

/** What a line shows of a certificate's subject and issuer; a host's name in it is left to those who read names. */
export function certificateMarks(text: string): Mark[] {
	if (!/(?:CN|\bOU?) ?=/.test(text) || !/\b(?:CN|OU|C|DC|issuer|subject)\b ?[=:]|_CN=/.test(text)) {
		return [];
	}
	const marks: Mark[] = [];
	for (const match of text.matchAll(parts)) {
		const [whole, name = '', words = ''] = match;
		const value = words.trimEnd();
		const isSeparated = /^[/,;"]/.test(whole) || /[,;] $/.test(text.slice(match.index - 1, match.index + 1));
		const isOften = name === 'CN' || name === 'O' || name === 'OU';
		const isName = name === 'CN' && !/\s/.test(value) && /[.*@]/.test(value);
		if (value !== '' && !isName && (isOften || isSeparated) && !authorities.test(value)) {
			const start = match.index + whole.length - words.length;
			marks.push({ start, end: start + value.length, kind: 'literal', literal: '[name]' });
		}
	}
	return marks;
}
