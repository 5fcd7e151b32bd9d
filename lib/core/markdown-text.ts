import type { Parents, Text } from 'mdast';
import { defaultHandlers, type Info, type State, type Unsafe } from 'mdast-util-to-markdown';

/** Characters that may mean something in the middle of a line, with what makes them do so. */
const MAY_MEAN = /[\t\n\r#$&*<@[\\\]_`|~]|[Ww]\.|[ps]:|!$/;
/** What may mean something at the start of a line, and after the end of what stands before. */
const AT_BREAK = /^[ \d)+\-.:=>]/;
const AFTER = /^[(.:]/;
/** Begins a text that nothing before it can change: no ASCII but letters and digits is in any rule of the serialiser. */
const PLAIN_START = /^(?:[A-Za-z0-9\u0080-\uFFFF]| [^\r\n])/;

/** Whether no rule of the serialiser applies to a text, so that it stands in Markdown as it is. */
function isPlain(value: string, { before, after }: Info, state: State): boolean {
  if (MAY_MEAN.test(value) || state.stack.includes('autolink')) return false;
  if (value.endsWith(' ') && /^[\r\n]/.test(after)) return false;
  return !(/[\r\n]$/.test(before) ? AT_BREAK : AFTER).test(value);
}

/**
 * Beside emphasis, a letter may be written as a character reference, and an underscore after that is not inside a word any
 * more. The serialiser knows that of `*` and `_`, and not of the `~` of strikethrough.
 */
function asAttention(value: string, info: Info): Info {
  if (!value.includes('_')) return info;
  return { ...info, before: info.before.replace(/~$/, '*'), after: info.after.replace(/^~/, '*') };
}

/**
 * Text, escaped where it would be read as Markdown. Most text is no Markdown at all: it is told by one expression
 * instead of by the serialiser's hundred.
 */
export function text(node: Text, parent: Parents | undefined, state: State, info: Info): string {
  const markdown = isPlain(node.value, info, state)
    ? node.value
    : defaultHandlers.text(node, parent, state, asAttention(node.value, info));
  if (info.before !== '$') return markdown;
  // Math before it would not close before a digit.
  const previous = parent?.children[(state.indexStack.at(-1) ?? 0) - 1];
  return previous?.type === 'inlineMath' && /^\d/.test(markdown)
    ? `&#x${markdown.charCodeAt(0).toString(16).toUpperCase()};${markdown.slice(1)}`
    : markdown;
}

/** The serialiser asks for the first character of what follows: no need to write all of it. */
text.peek = (node: Text, parent: Parents | undefined, state: State, info: Info): string =>
  PLAIN_START.test(node.value) ? node.value : defaultHandlers.text(node, parent, state, info);

/** An address after `](` with nothing in it that could end it, be escaped or be a character reference. */
const PLAIN_ADDRESS = /^[\w:/.~?=#%+,;@-]+$/;

/** Whether a rule of the serialiser applies within these constructs, outermost first. */
function appliesIn(stack: State['stack'], { inConstruct, notInConstruct }: Unsafe): boolean {
  const isIn = (constructs: Unsafe['inConstruct']) => [constructs ?? []].flat().some((one) => stack.includes(one));
  return (!inConstruct?.length || isIn(inConstruct)) && !isIn(notInConstruct);
}

/**
 * Lets a serialiser do only what is needed: the rules for characters that a text does not have are not tried, and nobody
 * counts lines and columns, which only source maps would need.
 */
export function speedUp(state: State): void {
  const { safe } = state;
  // The same few places come again and again: a paragraph, a link in it, the address of that.
  const inPlace = new Map<string, { unsafe: readonly Unsafe[]; rules: readonly Unsafe[] }>();
  state.safe = (value, config) => {
    const { unsafe, stack } = state;
    if (stack.at(-1) === 'destinationRaw' && PLAIN_ADDRESS.test(value ?? '')) return value ?? '';
    const place = stack.join();
    let known = inPlace.get(place);
    if (known?.unsafe !== unsafe) {
      known = { unsafe, rules: unsafe.filter((rule) => appliesIn(stack, rule)) };
      inPlace.set(place, known);
    }
    const whole = `${config.before}${value ?? ''}${config.after}`;
    state.unsafe = known.rules.filter(({ character }) => whole.includes(character));
    const markdown = safe.call(state, value, config);
    state.unsafe = unsafe;
    return markdown;
  };
  const position = { now: { line: 1, column: 1 }, lineShift: 0 };
  const tracker = {
    current: () => position,
    move: (value: string | null | undefined) => value ?? '',
    shift: () => undefined,
  };
  state.createTracker = () => tracker;
}
