/** So much of a text is decoded: characters. */
const longest = 4096;

/** The octets that base64 writes, as characters of the same numbers. `undefined` where it is none. */
export function decodeBase64(text: string): string | undefined {
	return text.length <= longest &&
		/^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text)
		? atob(text)
		: undefined;
}
