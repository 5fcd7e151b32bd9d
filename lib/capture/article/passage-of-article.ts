import type { Passage } from '#lib/capture/rendered-tree.ts';
import { ancestorsOf, contains } from '#lib/capture/safe-dom.ts';
import type { Article } from './article.ts';

/** An article as one passage of the live page: what lies between its roots and around them is not part of it. */
export function passageOfArticle({ roots, keeps }: Article): Passage {
  const ranges = roots.map((root) => {
    const range = new Range();
    Range.prototype.selectNode.call(range, root);
    return range;
  });
  const [first] = roots;
  if (!first) throw new TypeError('an article has roots');
  const top = ancestorsOf(first).find((ancestor) =>
    roots.every((root) => root !== ancestor && contains(ancestor, root)),
  );
  return { ranges, top: top ?? first, context: [], keeps };
}
