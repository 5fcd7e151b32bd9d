import type { OwnWorld } from './own-world.ts';
import type { Box } from './page-tools.ts';

/** What a user sees of Gleaner's on top of a page, where the page itself sees no more than an empty <div>. */
export interface Overlaid {
  /** The picker, with the box around what it is on, and the name of that. */
  picker?: { hasKeyboard: boolean; box?: Box; name?: string };
  toast?: { text: string; isError: boolean };
}

/** A node as the browser's own tools describe it: closed shadow roots are open to them. */
type Described = {
  nodeValue: string;
  attributes?: string[];
  children?: Described[];
  shadowRoots?: Described[];
};

/** Runs in the page: what an overlay may stand on. */
function hosts(): Element[] {
  const query = (css: string): Element[] => Array.from(Document.prototype.querySelectorAll.call(document, css));
  return query(':root > div, dialog:modal > div').filter((element) => element.attributes.length === 0);
}

const isActive = (element: Element): boolean =>
  Object.getOwnPropertyDescriptor(Document.prototype, 'activeElement')?.get?.call(document) === element;

export async function overlaid(world: OwnWorld): Promise<Overlaid> {
  const found: Overlaid = {};
  const list = await world.find(hosts);
  for (let index = 0; ; index += 1) {
    const host = await world.find((elements: Element[], at: number) => elements[at], list, index);
    if (!host) return found;
    const described = await world.session.send('DOM.describeNode', {
      objectId: host.objectId,
      depth: -1,
      pierce: true,
    });
    const inside: Described[] = described.node.shadowRoots ?? [];
    const [toast] = withClass(inside, 'toast');
    const [mark, text] = toast?.children ?? [];
    if (toast && mark && text) found.toast = { text: textOf(text), isError: classesOf(toast).includes('error') };
    if (withClass(inside, 'hint').length === 0) continue;
    const [box] = withClass(inside, 'box');
    const [label] = withClass(inside, 'label');
    const hasKeyboard = await world.call(isActive, host);
    found.picker = { hasKeyboard };
    if (!box || !label || attributeOf(box, 'hidden') !== undefined) continue;
    const [name = ''] = textOf(label).split(' · ');
    found.picker = { hasKeyboard, name, box: boxOf(attributeOf(box, 'style') ?? '') };
  }
}

function attributeOf({ attributes = [] }: Described, name: string): string | undefined {
  const at = attributes.findIndex((one, index) => index % 2 === 0 && one === name);
  return at < 0 ? undefined : attributes[at + 1];
}

function classesOf(node: Described): string[] {
  return (attributeOf(node, 'class') ?? '').split(' ');
}

function withClass(nodes: Described[], name: string): Described[] {
  return nodes.flatMap((node) => [
    ...(classesOf(node).includes(name) ? [node] : []),
    ...withClass(node.children ?? [], name),
  ]);
}

function textOf({ nodeValue, children = [] }: Described): string {
  return nodeValue + children.map(textOf).join('');
}

function boxOf(style: string): Box {
  const side = (name: string) => Number(new RegExp(`(?:^|;)\\s*${name}: (-?[\\d.e+-]+)px`).exec(style)?.[1]);
  return { x: side('left'), y: side('top'), width: side('width'), height: side('height') };
}
