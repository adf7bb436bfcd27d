/**
 * What a log has that nobody is to see, found by plain patterns: another way than the one that is tested. The words that stay by rule
 * are left out.
 */
export function originalsIn(text: string): Set<string> {
	const found = new Set<string>();
	for (const line of text.split('\n')) {
		for (const [address] of line.matchAll(
			/[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.(?:example|com|org|net|test|local)\b/g,
		)) {
			found.add(address.toLowerCase());
		}
		for (const [host] of line.matchAll(/(?:[\w-]+\.)+(?:example\.(?:com|org|net)|example|test)\b/g)) {
			found.add(withoutEscapes(host).toLowerCase());
		}
		for (const [address] of line.matchAll(
			/(?<![\d.])(?:192\.0\.2|198\.51\.100|203\.0\.113|10\.\d{1,3}\.\d{1,3}|192\.168\.\d{1,3})\.\d{1,3}(?![\d.])/g,
		)) {
			found.add(address);
		}
		for (const [address] of line.matchAll(/2001:db8:[0-9a-f:]+[0-9a-f]/g)) {
			found.add(address);
		}
	}
	return found;
}

/** `250-mx.example.net`, `nmx.example.net` behind `\`: where a name begins is told by what stands before it. */
function withoutEscapes(host: string): string {
	return host.replace(/^[2-5]\d\d-/, '');
}

/** The passwords that the fixtures were made with. */
export const passwords = ['s3cr3t-Pass', 's3cr3t-Wrong', 'wonderland'];

/** What AUTH sends that has a password in it, or was made from one. */
export function secretsIn(text: string): Set<string> {
	const secrets = new Set(passwords.filter((password) => text.includes(password)));
	for (const [token] of text.matchAll(/[A-Za-z0-9+/]{8,400}={0,2}/g)) {
		const decoded = Buffer.from(token, 'base64').toString('latin1');
		if (
			/^[ -~]+ [0-9a-f]{32}$/.test(decoded) ||
			/^[^\0]*\0[\w.@-]+\0\S+$/.test(decoded) ||
			/^<\d+\.\d+@\S+>$/.test(decoded) ||
			passwords.some((password) => decoded.includes(password)) ||
			/^alice(?:@[\w.]+)?$/.test(decoded)
		) {
			secrets.add(token);
		}
	}
	return secrets;
}

/** Whether a name stands in a text as a whole: not as a part of a longer one. */
export function tells(text: string, name: string): boolean {
	for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
		if (!/[\w.-]/.test(text.charAt(at - 1)) && !/[A-Za-z_-]/.test(text.charAt(at + name.length))) {
			return true;
		}
	}
	return false;
}
