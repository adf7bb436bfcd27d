import { languages } from '../knowledge/languages';
import { oneOf } from './usage';

/** What `--lang` says, or else the language that the environment asks for, as POSIX has it, if we speak it. */
export function languageOf(
	option: string | undefined,
	environment: Readonly<Record<string, string | undefined>>,
): (typeof languages)[number] {
	// id_ID.UTF-8
	// --
	const locale = environment['LC_ALL'] || environment['LC_MESSAGES'] || environment['LANG'] || '';
	const spoken = locale.split(/[_.@-]/, 1)[0]?.toLowerCase();
	return oneOf('lang', option, languages) ?? languages.find((language) => language === spoken) ?? 'en';
}
