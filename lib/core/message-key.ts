import type messages from '#public/_locales/en/messages.json';

/** The name of a string that users see. Every one exists in English and Simplified Chinese. */
export type MessageKey = keyof typeof messages;

/** Looks a string up in the user's language; `$1`, `$2` … in it are replaced by `substitutions`. */
export type Translate = (key: MessageKey, ...substitutions: string[]) => string;
