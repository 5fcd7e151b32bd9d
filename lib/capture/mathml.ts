import { attribute, childrenOf, isElement, localName, textOf } from './safe-dom.ts';

/** Symbols that TeX names, as pairs of a character and its name. Greek letters are named by their Unicode block. */
const SYMBOLS = new Map(
  `−- ×times ÷div ±pm ∓mp ·cdot ⋅cdot ∗ast ∘circ ∙bullet ≤leq ≥geq ≠neq ≈approx ≡equiv ∼sim ≃simeq ≅cong ∝propto ≪ll ≫gg
  ∞infty ∂partial ∇nabla ∑sum ∏prod ∐coprod ∫int ∬iint ∭iiint ∮oint √surd ∈in ∉notin ∋ni ⊂subset ⊃supset ⊆subseteq
  ⊇supseteq ∪cup ∩cap ∖setminus ∅emptyset ∀forall ∃exists ∄nexists ¬neg ∧wedge ∨vee ⊕oplus ⊗otimes ⊥perp ∥parallel ∣mid
  →to ←leftarrow ↔leftrightarrow ⇒Rightarrow ⇐Leftarrow ⇔Leftrightarrow ↦mapsto ↑uparrow ↓downarrow ⟶longrightarrow
  …ldots ⋯cdots ⋮vdots ⋱ddots ⟨langle ⟩rangle ⌊lfloor ⌋rfloor ⌈lceil ⌉rceil ‖| ′prime ″prime\\prime ℏhbar ℓell ℜRe ℑIm
  ℵaleph ℝmathbb{R} ℕmathbb{N} ℤmathbb{Z} ℚmathbb{Q} ℂmathbb{C} ∠angle °circ †dagger ⟹implies ⟺iff`
    .split(/\s+/)
    .map((entry): [string, string] => {
      const [symbol = ''] = entry;
      return [symbol, symbol === '−' ? '-' : `\\${entry.slice(symbol.length)} `];
    }),
);
const GREEK =
  `alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi o pi rho varsigma sigma tau upsilon
  phi chi psi omega`.split(/\s+/);
const CAPITALS = new Map(
  [...'ΓΔΘΛΞΠΣΥΦΨΩ'].map((letter, index) => [
    letter,
    'Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega'.split(' ')[index],
  ]),
);
const ACCENTS = new Map(
  '^hat ˆhat ~tilde ˜tilde ¯bar ‾overline _underline →vec ⃗vec ˙dot .dot ¨ddot ˇcheck ⏞overbrace ⏟underbrace'
    .split(' ')
    .map((entry): [string, string] => [entry.slice(0, 1), entry.slice(1)]),
);
const FUNCTIONS =
  /^(?:arc)?(?:sin|cos|tan)h?$|^(?:cot|sec|csc|exp|ln|log|lg|lim|limsup|liminf|max|min|sup|inf|arg|det|dim|gcd|ker|deg|hom|Pr)$/;

/** Deeper than any formula: what nests deeper is built to overflow the stack. */
const MAX_DEPTH = 60;

/**
 * A MathML formula as TeX, for pages that keep no TeX beside it: presentation elements as browsers draw them
 * (https://w3c.github.io/mathml-core/). What it does not know is written as its parts. Undefined without content.
 */
export function mathmlToTex(math: Element): string | undefined {
  const tex = row(math, 0).replace(/ +/g, ' ').trim();
  return tex === '' ? undefined : tex;
}

const partsOf = (element: Element): Element[] => Array.from(childrenOf(element)).filter(isElement);
const row = (element: Element, depth: number): string =>
  partsOf(element)
    .map((part) => texOf(part, depth + 1))
    .join('');
const group = (tex: string): string => `{${tex.trim()}}`;
/** As the base of an index: one letter needs no braces. */
const base = (tex: string): string => (/^(?:\w|\\[a-zA-Z]+ ?)$/.test(tex) ? tex.trim() : group(tex));

function characters(text: string): string {
  return [...text]
    .map((character) => {
      const greek = GREEK[(character.codePointAt(0) ?? 0) - 0x3b1];
      if (greek) return `\\${greek} `;
      const capital = CAPITALS.get(character);
      if (capital) return `\\${capital} `;
      return SYMBOLS.get(character) ?? (/[\\{}$%&#_^~]/.test(character) ? escaped(character) : character);
    })
    .join('')
    .replace(/[\u2061-\u2064\u200B]/g, '');
}

const escaped = (character: string): string =>
  ({ '\\': '\\backslash ', '^': '\\hat{} ', '~': '\\sim ' })[character] ?? `\\${character}`;

function texOf(element: Element, depth: number): string {
  if (depth > MAX_DEPTH) return '';
  const parts = partsOf(element);
  const part = (index: number): string => (parts[index] ? texOf(parts[index], depth + 1) : '');
  const text = (): string => (textOf(element) ?? '').replace(/\s+/g, ' ').trim();
  switch (localName(element)) {
    case 'mi': {
      const name = text();
      if (FUNCTIONS.test(name)) return `\\${name} `;
      return /^[A-Za-z]{2,}$/.test(name) ? `\\mathrm{${name}}` : variant(element, characters(name));
    }
    case 'mn':
      return characters(text());
    case 'mo': {
      const name = text();
      return FUNCTIONS.test(name) ? `\\${name} ` : characters(name);
    }
    case 'mtext':
    case 'ms': {
      const words = (textOf(element) ?? '').replace(/\s+/g, ' ').replace(/[\\{}$]/g, '');
      return words.trim() === '' ? ' ' : `\\text{${words}}`;
    }
    case 'mspace':
      return ' ';
    case 'mfrac':
      return attribute(element, 'linethickness') === '0'
        ? `\\binom${group(part(0))}${group(part(1))}`
        : `\\frac${group(part(0))}${group(part(1))}`;
    case 'msqrt':
      return `\\sqrt${group(row(element, depth))}`;
    case 'mroot':
      return `\\sqrt[${part(1).trim()}]${group(part(0))}`;
    case 'msub':
      return `${base(part(0))}_${group(part(1))}`;
    case 'msup':
      return `${base(part(0))}^${group(part(1))}`;
    case 'munder':
      return accent(part(0), part(1)) ?? `${base(part(0))}_${group(part(1))}`;
    case 'mover':
      return accent(part(0), part(1)) ?? `${base(part(0))}^${group(part(1))}`;
    case 'msubsup':
    case 'munderover':
      return `${base(part(0))}_${group(part(1))}^${group(part(2))}`;
    case 'mtable':
      return `\\begin{matrix}${parts.map((each) => texOf(each, depth + 1)).join(' \\\\ ')}\\end{matrix}`;
    case 'mtr':
    case 'mlabeledtr':
      return parts.map((each) => texOf(each, depth + 1).trim()).join(' & ');
    case 'mfenced': {
      const [open = '(', close = ')'] = [attribute(element, 'open') ?? '(', attribute(element, 'close') ?? ')'];
      return `\\left${fence(open)}${parts.map((each) => texOf(each, depth + 1)).join(',')}\\right${fence(close)}`;
    }
    // The first child is what is drawn, the others say it in another language.
    case 'semantics':
      return part(0);
    case 'annotation':
    case 'annotation-xml':
    case 'mphantom':
      return '';
    default:
      return row(element, depth);
  }
}

const fence = (character: string): string => (character === '' ? '.' : characters(character));

function accent(over: string, mark: string): string | undefined {
  const name = ACCENTS.get(
    mark.trim().replace('\\to', '→').replace('\\hat{}', '^').replace('\\sim', '~').replace('\\_', '_'),
  );
  return name && !/^\s*\\(?:lim|sum|prod|int|max|min)\b/.test(over) ? `\\${name}${group(over)}` : undefined;
}

const VARIANTS: Record<string, string> = {
  bold: 'mathbf',
  'double-struck': 'mathbb',
  script: 'mathcal',
  fraktur: 'mathfrak',
  'sans-serif': 'mathsf',
};

function variant(element: Element, tex: string): string {
  const name = VARIANTS[attribute(element, 'mathvariant') ?? ''];
  return name ? `\\${name}{${tex}}` : tex;
}
