/** What a vocabulary can say of a page. */
export type Field = 'title' | 'site' | 'author' | 'publishedAt' | 'modifiedAt' | 'lang' | 'description';

/**
 * What a page says of itself in one vocabulary, as it stands there: for each field the places where it may be said, best
 * first, and all that is said at that place. Several authors at one place are all authors; of everything else the first
 * value that makes sense counts.
 */
export type Claims = { readonly [F in Field]?: readonly (readonly string[])[] };

/** All values of the `<meta>` of a name, property or itemprop (in lower case), cleaned, in document order. */
export type Meta = (name: string) => readonly string[];

/** A page, as the vocabularies read it. */
export type Page = {
  document: Document;
  meta: Meta;
  /**
   * Whether something that goes by `names` (addresses, relative ones too) is about another page of this site than the one
   * in the address bar: what a single-page app left behind, or a related article.
   */
  isElsewhere(names: readonly string[]): boolean;
};

/** Reads one vocabulary. Never throws, and vouches for nothing: what it claims is judged where it is merged. */
export type Vocabulary = (page: Page) => Claims;
