import { TAG_DIVIDER } from './schema/tag.ts';
import { cleanLine, LIMITS, nameKey } from './text.ts';

/** What stands between two levels: Chinese input methods write it full-width, and {@link nameKey} makes it the same. */
const DIVIDERS = /[/／]/;

/** A name as it is kept: cleaned, each level trimmed, empty levels gone; '' where nothing is left. */
export function tagPath(name: string): string {
  return cleanLine(name, LIMITS.name)
    .split(DIVIDERS)
    .map((level) => level.trim())
    .filter(Boolean)
    .join(TAG_DIVIDER);
}

/** The form in which names of tags are compared. */
export function tagKey(name: string): string {
  return nameKey(tagPath(name));
}

/** The levels of a name, from the top of the tree. */
export function levelsOf(name: string): string[] {
  return tagPath(name).split(TAG_DIVIDER);
}
