import { act } from 'react';
import { createRoot, type Root } from 'react-dom/client';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useTypedText } from '#components/clip/use-typed-text.ts';

let root: Root;
let typed: string[];

function Control({ kept }: { kept: string }) {
  const [text, setText] = useTypedText('control', kept, (next) => typed.push(next));
  return <input id="control" value={text} onChange={({ target }) => setText(target.value)} />;
}

const control = (): HTMLInputElement => {
  const found = document.querySelector<HTMLInputElement>('#control');
  if (!found) throw new Error('There is no control.');
  return found;
};
const comesBack = (kept: string) => act(async () => root.render(<Control kept={kept} />));
const focus = () => act(async () => control().focus());
const blur = () => act(async () => control().blur());

/** Types a letter at the end, as React hears of it. */
function type(letter: string) {
  return act(async () => {
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set;
    set?.call(control(), control().value + letter);
    control().dispatchEvent(new Event('input', { bubbles: true }));
  });
}

beforeEach(async () => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  typed = [];
  const box = document.createElement('div');
  document.body.replaceChildren(box);
  root = createRoot(box);
  vi.spyOn(document, 'hasFocus').mockReturnValue(true);
  await comesBack('');
});
afterEach(async () => {
  await act(async () => root.unmount());
  vi.restoreAllMocks();
});

it('keeps what is on the screen while it is typed into, however late that comes back', async () => {
  await focus();
  await type('a');
  await type('b');
  await comesBack('a');
  expect(control().value).toBe('ab');
  expect(typed).toEqual(['a', 'ab']);
});

it('takes over at once what is written elsewhere while it has no cursor', async () => {
  await comesBack('theirs');
  expect(control().value).toBe('theirs');
});

it('takes over what was written elsewhere meanwhile as soon as the cursor is gone', async () => {
  await focus();
  await type('a');
  await comesBack('a');
  await comesBack('theirs');
  expect(control().value).toBe('a');
  await blur();
  expect(control().value).toBe('theirs');
});

it('does not fall back to a text of before when the cursor goes with letters still on their way', async () => {
  await focus();
  await type('a');
  await type('b');
  await comesBack('a');
  await blur();
  expect(control().value).toBe('ab');
  await comesBack('ab');
  await comesBack('theirs');
  expect(control().value).toBe('theirs');
});

it('takes over what is written elsewhere once its window is left, although the cursor stays in it', async () => {
  await focus();
  await comesBack('theirs');
  expect(control().value).toBe('');
  vi.spyOn(document, 'hasFocus').mockReturnValue(false);
  await act(async () => {
    window.dispatchEvent(new Event('blur'));
  });
  expect(control().value).toBe('theirs');
  await comesBack('theirs, and more');
  expect(control().value).toBe('theirs, and more');
});
