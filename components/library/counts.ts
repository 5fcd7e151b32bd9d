/** Nouns that the library counts. */
export const CLIPS = { one: 'clips_one', other: 'clips_other' } as const;
export const SOURCES = { one: 'sources_one', other: 'sources_other' } as const;
export const PICTURES = { one: 'pictures_one', other: 'pictures_other' } as const;
export const TAGS = { one: 'tags_one', other: 'tags_other' } as const;
export const SIMILAR = { one: 'similar_one', other: 'similar_other' } as const;
export const PASSAGES = { one: 'passages_one', other: 'passages_other' } as const;
export const CHANGES = { one: 'changes_one', other: 'changes_other' } as const;
export const DAMAGED_ROWS = { one: 'backup_damaged_one', other: 'backup_damaged_other' } as const;
