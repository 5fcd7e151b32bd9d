import { glob, readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { parseAst } from 'vitest/node';

/** Names of keys and files, and nothing that a language would say otherwise. */
const ALLOWED = new Set(['L', 'Z', 'E', 'Esc', 'Enter', 'Ctrl', 'Shift', 'Alt', 'findings.md']);

/** Attributes that users see or hear. */
const SPOKEN = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'aria-valuetext']);

/** Properties of DOM elements that users see or hear. */
const WRITTEN = new Set(['textContent', 'innerText', 'title', 'placeholder', 'ariaLabel', 'ariaDescription', 'alt']);

type Node = { type: string; [key: string]: unknown };

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';
}

function childrenOf(node: Node): Node[] {
  return Object.values(node).flat().filter(isNode);
}

/** The texts that an expression can come to, as far as they stand in the source: none of what a function returns. */
function literals(value: unknown): string[] {
  if (!isNode(value)) return [];
  switch (value.type) {
    case 'Literal':
      return typeof value.value === 'string' ? [value.value] : [];
    case 'TemplateElement':
      return [(value.value as { cooked?: string }).cooked ?? ''];
    case 'TemplateLiteral':
    case 'JSXExpressionContainer':
    case 'LogicalExpression':
    case 'BinaryExpression':
      return /^[=!<>]/.test(String(value.operator ?? '')) ? [] : childrenOf(value).flatMap(literals);
    case 'ConditionalExpression':
      return [value.consequent, value.alternate].flatMap(literals);
    default:
      return [];
  }
}

/** Everything in a source file that its users would read as it stands. */
function spokenTexts(code: string, lang: 'ts' | 'tsx'): string[] {
  const found: string[] = [];
  const visit = (node: Node): void => {
    if (node.type === 'JSXText') found.push(String(node.value).trim());
    if (node.type === 'JSXElement' || node.type === 'JSXFragment') {
      const children = Array.isArray(node.children) ? node.children : [];
      found.push(
        ...children.filter((child) => isNode(child) && child.type === 'JSXExpressionContainer').flatMap(literals),
      );
    }
    if (node.type === 'JSXAttribute' && isNode(node.name) && SPOKEN.has(String(node.name.name))) {
      found.push(...literals(node.value));
    }
    if (node.type === 'AssignmentExpression' && isNode(node.left) && isNode(node.left.property)) {
      // A style sheet is text as well, for no reader.
      const isStyle = isNode(node.left.object) && node.left.object.name === 'style';
      if (!isStyle && WRITTEN.has(String(node.left.property.name))) found.push(...literals(node.right));
    }
    for (const child of childrenOf(node)) visit(child);
  };
  visit(parseAst(code, { lang }) as unknown as Node);
  return found.filter((text) => /\p{L}/u.test(text) && !ALLOWED.has(text.trim()));
}

it('sees text wherever JSX and the DOM show it', () => {
  const code = `
    node.textContent = 'written';
    node.setAttribute('class', 'unseen');
    const label = <p title="told" className="unseen" aria-label={isOpen ? 'heard' : t('unseen')}>
      child {isOpen && 'and'} {\`\${count} counted\`} {t('unseen')} {kind === 'unseen' ? 'one' : null} <kbd>L</kbd>
    </p>;
  `;
  expect(spokenTexts(code, 'tsx').sort()).toEqual([' counted', 'and', 'child', 'heard', 'one', 'told', 'written']);
});

const files = await Array.fromAsync(
  glob(['components/**/*.{ts,tsx}', 'entrypoints/**/*.{ts,tsx}', 'lib/capture/**/*.ts']),
);

it('finds the files that it reads', () => {
  expect(files.length).toBeGreaterThan(50);
});

it.each(files.sort())('%s says everything through the locales', async (path) => {
  expect(spokenTexts(await readFile(path, 'utf8'), path.endsWith('.tsx') ? 'tsx' : 'ts')).toEqual([]);
});
