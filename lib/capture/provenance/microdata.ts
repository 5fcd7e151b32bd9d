import type { Field, Vocabulary } from '#lib/capture/provenance/claims.ts';
import { isOfPage, isPage } from '#lib/capture/provenance/schema-types.ts';
import { ancestorsOf, attribute, queryAll, queryWithin, textOf } from '#lib/capture/safe-dom.ts';
import { LIMITS } from '#lib/core/text.ts';

const MAX_SCOPES = 200;
const MAX_VALUES = 20;

/** RDFa Lite says the same with other attributes: `typeof` for `itemtype`, `property` for `itemprop`. */
const SCOPE = '[itemscope], [typeof]';
const isScope = (element: Element): boolean =>
  (attribute(element, 'itemscope') ?? attribute(element, 'typeof')) !== null;

const tokens = (element: Element, ...names: readonly string[]): string[] =>
  names.flatMap((name) => attribute(element, name)?.slice(0, 1_000).split(/\s+/) ?? []);
const typesOf = (scope: Element): string[] => tokens(scope, 'itemtype', 'typeof');

const property = (name: string): string => `[itemprop~="${name}"], [property~="${name}"], [property~="schema:${name}"]`;

/** Whoever is named in these did not write the page, also where they forgot to say that they are items. */
const ASIDE = '[itemprop~="review"] *, [itemprop~="comment"] *';

const PROPERTIES = {
  title: 'headline',
  site: 'publisher',
  author: 'author',
  publishedAt: 'datePublished',
  modifiedAt: 'dateModified',
  lang: 'inLanguage',
} satisfies { [F in Field]?: string };

function textValue(element: Element): string {
  const named = queryWithin(element, property('name'))[0] ?? element;
  const value = attribute(named, 'content') ?? attribute(named, 'datetime') ?? textOf(named) ?? '';
  return value.slice(0, LIMITS.title * 4);
}

/** What an item that is about the page may be to the item around it. */
const MAIN_ROLE = /^(?:schema:)?(?:mainEntity|blogPost)?$/;

/**
 * The items that are about the page: its one article, and the page itself. A list of articles says nothing of the page
 * that it is on.
 */
function mainScopes(document: Document): Element[] {
  const scopes = queryAll(document, SCOPE)
    .slice(0, MAX_SCOPES)
    .filter((scope) => isOfPage(typesOf(scope)))
    // What is a property of something else is that thing's article, video or review.
    .filter((scope) => tokens(scope, 'itemprop', 'property').every((role) => MAIN_ROLE.test(role)));
  const articles = scopes.filter((scope) => !isPage(typesOf(scope)));
  const pages = scopes.filter((scope) => isPage(typesOf(scope)));
  return [...(articles.length === 1 ? articles : []), ...pages.slice(0, 1)];
}

/** Microdata and RDFa Lite. A property belongs to the item that it stands in: who wrote a comment did not write the page. */
export const microdata: Vocabulary = ({ document }) => {
  const owners = [...mainScopes(document), undefined];
  const claims = Object.entries(PROPERTIES).map(([field, name]) => {
    const elements = queryAll(document, `:is(${property(name)}):not(${ASIDE})`)
      .slice(0, MAX_SCOPES)
      .map((element) => ({ element, owner: ancestorsOf(element).find(isScope) }));
    const said = owners.map((owner) => elements.filter((each) => each.owner === owner).slice(0, MAX_VALUES));
    return [field, said.map((all) => all.map(({ element }) => textValue(element)))];
  });
  return Object.fromEntries(claims);
};
