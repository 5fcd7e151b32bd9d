const FACES: Readonly<Record<string, string>> = {
  ArrowDown: '↓',
  ArrowUp: '↑',
  Enter: '↵',
  Escape: 'Esc',
  Delete: 'Del',
  Shift: '⇧',
};

const isMac = (): boolean => /^Mac/.test(navigator.platform);

/** How a key is written on it, from its name: `Shift+z` is "⇧Z", `Mod+k` is "⌘K" on a Mac and "Ctrl K" elsewhere. */
export function keyFace(name: string): string {
  const parts = name.split('+').filter(Boolean);
  // "+" is a key too.
  if (parts.length === 0) return name;
  const faces = parts.map((part) => {
    if (part === 'Mod') return isMac() ? '⌘' : 'Ctrl ';
    return FACES[part] ?? (part.length === 1 ? part.toUpperCase() : part);
  });
  return faces.join('');
}
