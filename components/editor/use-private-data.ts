import { useState } from 'react';
import type { Asset } from '#lib/core/schema/asset.ts';
import type { Rect } from '#lib/core/schema/reading.ts';
import { findPrivateData, type PrivateData } from '#lib/screenshot/private-data.ts';
import { readTextLayer } from '#lib/screenshot/text-layer.ts';

export type PrivateFinder = {
  /** Undefined until they are looked for, and after they were dealt with. */
  findings: readonly PrivateData[] | undefined;
  chosen: ReadonlySet<PrivateData>;
  /** The places of those that are chosen, with a margin: where a word stands within its run is an estimate. */
  rects: readonly Rect[];
  /** @throws GleanerError `invalid_data` */
  find(): Promise<void>;
  toggle(finding: PrivateData): void;
  close(): void;
};

const MARGIN = 2;

function withMargin({ x, y, width, height }: Rect): Rect {
  return { x: x - MARGIN, y: y - MARGIN, width: width + 2 * MARGIN, height: height + 2 * MARGIN };
}

/** What looks like private data in the words of a picture, and which of it is to be covered: all, to begin with. */
export function usePrivateData(original: Asset): PrivateFinder {
  const [findings, setFindings] = useState<readonly PrivateData[]>();
  const [chosen, setChosen] = useState<ReadonlySet<PrivateData>>(new Set());

  return {
    findings,
    chosen,
    rects: (findings ?? []).flatMap((finding) => (chosen.has(finding) ? finding.rects.map(withMargin) : [])),
    async find() {
      const found = findPrivateData(await readTextLayer(original.textLayer));
      setFindings(found);
      setChosen(new Set(found));
    },
    toggle(finding) {
      setChosen((now) => {
        const next = new Set(now);
        if (!next.delete(finding)) next.add(finding);
        return next;
      });
    },
    close: () => setFindings(undefined),
  };
}
