import type { Extension as MdastExtension } from 'mdast-util-from-markdown';
import type { Code, Construct, Effects, Extension, State, TokenizeContext } from 'micromark-util-types';
import './markdown-nodes.ts';

declare module 'micromark-util-types' {
  interface TokenTypeMap {
    mathText: 'mathText';
    mathFlow: 'mathFlow';
    mathFlowFence: 'mathFlowFence';
    mathFlowValue: 'mathFlowValue';
  }
}

const DOLLAR = 36;
const BACKSLASH = 92;

// Codes below -2 are line endings, -2 and -1 are parts of a tab.
const isEnd = (code: Code): boolean => code === null || code < -2;
const isSpace = (code: Code): boolean => code === 32 || code === -1 || code === -2;
const isDigit = (code: Code): boolean => code !== null && code >= 48 && code <= 57;

/**
 * `$x$` by the rule of Pandoc, so that prices stay prices: the first dollar sign stands before what is no space, the last
 * after what is no space and before what is no digit, and there is none between them.
 * https://pandoc.org/MANUAL.html#extension-tex_math_dollars
 */
const inlineMath: Construct = {
  name: 'mathText',
  previous(code) {
    return code !== DOLLAR || this.events.at(-1)?.[1].type === 'characterEscape';
  },
  tokenize(effects: Effects, ok: State, nok: State): State {
    let spaced = false;

    const open: State = (code) => {
      effects.enter('mathText');
      effects.consume(code);
      return first;
    };
    const first: State = (code) => (isSpace(code) || code === DOLLAR ? nok(code) : inside(code));
    const inside: State = (code) => {
      if (isEnd(code)) return nok(code);
      if (code === DOLLAR) {
        if (spaced) return nok(code);
        effects.consume(code);
        return closed;
      }
      spaced = isSpace(code);
      effects.consume(code);
      return code === BACKSLASH ? escaped : inside;
    };
    const escaped: State = (code) => {
      if (isEnd(code)) return nok(code);
      spaced = isSpace(code);
      effects.consume(code);
      return inside;
    };
    const closed: State = (code) => {
      if (isDigit(code)) return nok(code);
      effects.exit('mathText');
      return ok(code);
    };
    return open;
  },
};

/** `$$` alone on a line, and all up to the next such line. */
const displayMath: Construct = {
  name: 'mathFlow',
  concrete: true,
  tokenize(this: TokenizeContext, effects: Effects, ok: State, nok: State): State {
    const context = this;
    let size = 0;

    const continued: Construct = {
      partial: true,
      tokenize(_effects, go, stop) {
        const ending: State = (code) => {
          if (code === null) return stop(code);
          _effects.enter('lineEnding');
          _effects.consume(code);
          _effects.exit('lineEnding');
          return (next) => (context.parser.lazy[context.now().line] ? stop(next) : go(next));
        };
        return ending;
      },
    };

    const closing: Construct = {
      partial: true,
      tokenize(_effects, done, more) {
        let closed = 0;
        const ending: State = (code) => {
          _effects.enter('lineEnding');
          _effects.consume(code);
          _effects.exit('lineEnding');
          return lead;
        };
        const lead: State = (code) => {
          _effects.enter('mathFlowFence');
          return fence(code);
        };
        const fence: State = (code) => {
          if (code === DOLLAR) closed += 1;
          else if (isEnd(code) && closed >= size) {
            _effects.exit('mathFlowFence');
            return done(code);
          } else if (!isSpace(code)) return more(code);
          _effects.consume(code);
          return fence;
        };
        return ending;
      },
    };

    const start: State = (code) => {
      effects.enter('mathFlow');
      effects.enter('mathFlowFence');
      return sequence(code);
    };
    const sequence: State = (code) => {
      if (code === DOLLAR) {
        size += 1;
        effects.consume(code);
        return sequence;
      }
      return size < 2 ? nok(code) : afterSequence(code);
    };
    const afterSequence: State = (code) => {
      if (isSpace(code)) {
        effects.consume(code);
        return afterSequence;
      }
      if (!isEnd(code)) return nok(code);
      effects.exit('mathFlowFence');
      return context.interrupt ? ok(code) : effects.check(continued, atLine, end)(code);
    };
    const atLine: State = (code) => effects.attempt(closing, end, before)(code);
    const before: State = (code) => {
      effects.enter('lineEnding');
      effects.consume(code);
      effects.exit('lineEnding');
      return line;
    };
    const line: State = (code) => {
      if (isEnd(code)) return effects.check(continued, atLine, end)(code);
      effects.enter('mathFlowValue');
      return value(code);
    };
    const value: State = (code) => {
      if (isEnd(code)) {
        effects.exit('mathFlowValue');
        return line(code);
      }
      effects.consume(code);
      return value;
    };
    const end: State = (code) => {
      effects.exit('mathFlow');
      return ok(code);
    };
    return start;
  },
};

/** Math for micromark. */
export const mathSyntax: Extension = { text: { [DOLLAR]: inlineMath }, flow: { [DOLLAR]: displayMath } };

/** What a renderer that knows no math makes of it: the TeX as code, by the names of mdast-util-math. */
const asCode = (value: string, display: boolean) => ({
  hName: display ? 'pre' : 'code',
  hProperties: { className: ['language-math', display ? 'math-display' : 'math-inline'] },
  hChildren: [{ type: 'text' as const, value }],
});

/** Math for mdast-util-from-markdown. */
export const mathFromMarkdown: MdastExtension = {
  enter: {
    mathText(token) {
      const value = this.sliceSerialize(token).slice(1, -1);
      this.enter({ type: 'inlineMath', value, data: asCode(value, false) }, token);
    },
    mathFlow(token) {
      this.enter({ type: 'math', value: '' }, token);
      this.buffer();
    },
    mathFlowValue(token) {
      this.config.enter.data?.call(this, token);
    },
  },
  exit: {
    mathText(token) {
      this.exit(token);
    },
    mathFlow(token) {
      const value = this.resume().replace(/^\n|\n$/g, '');
      const node = this.stack.at(-1);
      if (node?.type === 'math') Object.assign(node, { value, data: asCode(value, true) });
      this.exit(token);
    },
    mathFlowValue(token) {
      this.config.exit.data?.call(this, token);
    },
  },
};
