/** Something that is being put together: what will only be read later can be written. */
export type Growing<Whole> = { -readonly [Key in keyof Whole]: Whole[Key] };
