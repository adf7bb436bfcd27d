/** Longest name of a tab, in UTF-16 code units. */
const longestName = 80;

/**
 * A title as the last part of a path, which a tab shows. Peers name themselves in a log, so no slash is left; control characters,
 * those that turn the direction of writing and halves of characters, which no address can have, are blanked.
 */
export function toFileName(title: string): string {
	return title
		.slice(0, longestName)
		.replace(/[/\\]/g, '-')
		.replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, ' ')
		.trim();
}
