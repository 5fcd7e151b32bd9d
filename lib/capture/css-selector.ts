import {
  attribute,
  htmlName,
  isElement,
  isQueryable,
  localName,
  parentOf,
  previousElementOf,
  queryRoot,
  treeRootOf,
} from './safe-dom.ts';

/** UTF-16 units. A longer selector names a place so deep that it would not hold for long. */
const MAX_SELECTOR = 2_000;
/** UTF-16 units of an id or a test id. */
const MAX_NAME = 100;

/** Attributes by which sites find their own elements again, and which therefore outlive a redesign. */
const TEST_IDS = ['data-testid', 'data-test-id', 'data-test', 'data-qa', 'data-cy', 'data-e2e'];

/** Prefixes of ids that libraries count up anew at each visit; React's own have colons or guillemets around them. */
const COUNTED = /^(?:ember|yui|ext-|gen-|radix|headlessui|react-|rc[-_]|mui|mantine|downshift|__next)|[:«»]|_r_/i;
const UUID = /[0-9a-f]{8}-?[0-9a-f]{4}-?[0-9a-f]{4}/i;

/** Whether a name looks as if nobody chose it: counted, random, or a hash. "post-4821" and "step2" were chosen. */
function isGenerated(name: string): boolean {
  if (COUNTED.test(name) || UUID.test(name)) return true;
  // Letters and digits that take turns within one word: "css-1x0pqz9f".
  return name.split(/[^A-Za-z0-9]+/).some((word) => (word.match(/\d+|[A-Za-z]+/g) ?? []).length > 3);
}

const isStable = (name: string | null): name is string =>
  name !== null && name !== '' && name.length <= MAX_NAME && !isGenerated(name);

/** By what an element is known on its own, best first. */
function namesOf(element: Element): string[] {
  const id = attribute(element, 'id');
  return [
    ...(isStable(id) ? [`#${CSS.escape(id)}`] : []),
    ...TEST_IDS.flatMap((name) => {
      const value = attribute(element, name);
      return isStable(value) ? [`[${name}="${CSS.escape(value)}"]`] : [];
    }),
  ];
}

/** Which of its siblings an element is. Names that are no plain HTML ones would need namespaces. */
function stepOf(element: Element): string {
  const name = htmlName(element);
  const isPlain = /^[a-z][a-z0-9-]*$/.test(name);
  let position = 1;
  for (let before = previousElementOf(element); before; before = previousElementOf(before)) {
    if (!isPlain || (localName(before) === name && htmlName(before) === name)) position += 1;
  }
  return isPlain ? `${name}:nth-of-type(${position})` : `:nth-child(${position})`;
}

/**
 * A CSS selector that finds this element alone in its document or shadow root: by its id or test id, else by its place
 * below the nearest ancestor that has one. Ids that look generated are passed over, as they are others on the next visit.
 * @returns undefined where there is none of at most 2,000 UTF-16 units, and for an element that is in no document.
 */
export function cssSelectorOf(element: Element): string | undefined {
  const root = treeRootOf(element);
  if (!isQueryable(root)) return undefined;
  const finds = (selector: string, wanted: Element): boolean => {
    const found = queryRoot(root, selector);
    return found.length === 1 && found[0] === wanted;
  };
  let path = '';
  for (let at: Node | null = element; at && isElement(at) && path.length <= MAX_SELECTOR; at = parentOf(at)) {
    const wanted = at;
    const name = namesOf(at).find((each) => finds(each, wanted));
    if (name !== undefined) {
      const selector = name + path;
      return selector.length <= MAX_SELECTOR && finds(selector, element) ? selector : undefined;
    }
    path = ` > ${stepOf(at)}${path}`;
  }
  // From the top: a document has one element there, a shadow root several, which are children of its host.
  const top = path.slice(' > '.length);
  return [top, `:host > ${top}`].find((selector) => selector.length <= MAX_SELECTOR && finds(selector, element));
}
