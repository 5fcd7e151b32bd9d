import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import type { Actor } from '#lib/core/schema/actor.ts';
import type { Clip } from '#lib/core/schema/clip.ts';
import type { Tag } from '#lib/core/schema/tag.ts';
import type { PictureText } from '#lib/db/picture-texts.ts';
import { foundInPictures, type OpenChanges } from '#lib/search/clip-filter.ts';
import { ClipRow, textOf } from './clip-row.tsx';
import { PageHead } from './page-head.tsx';

/** Rows that are put into the page at first, and each time the end of the list comes near. */
const PAGE = 200;

type Props = {
  clips: readonly Clip[];
  tags: ReadonlyMap<string, Tag>;
  actors: ReadonlyMap<string, Actor>;
  terms: readonly string[];
  /** The words in pictures, by asset. */
  pictures: ReadonlyMap<string, PictureText>;
  changes: OpenChanges;
  /** Where the clips are grouped by page: the clips that pages begin with. */
  firstOfPages: ReadonlySet<string>;
  /** Undefined for all projects. */
  projectId: string | undefined;
  openId: string | undefined;
  selected: ReadonlySet<string>;
  label: string;
  onOpen(id: string): void;
  onSelect(id: string, event: { shiftKey: boolean }): void;
};

/** The clips, as many as are needed to fill the window and a while of scrolling. */
export function ClipList(props: Props) {
  const { clips, tags, actors, terms, pictures, changes, firstOfPages, projectId, openId, selected, label } = props;
  const { onOpen, onSelect } = props;
  const [shown, setShown] = useState(PAGE);
  const end = useRef<HTMLLIElement>(null);
  const names = useMemo(
    () => new Map(clips.map(({ id, tagIds }) => [id, tagIds.flatMap((tagId) => tags.get(tagId)?.name ?? [])])),
    [clips, tags],
  );

  const hasMore = clips.length > shown;
  useEffect(() => {
    if (!end.current || !hasMore) return undefined;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) setShown((count) => count + PAGE);
      },
      { rootMargin: '1000px' },
    );
    observer.observe(end.current);
    return () => observer.disconnect();
  }, [hasMore]);

  useEffect(() => {
    if (openId) document.querySelector(`[data-clip="${openId}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [openId]);

  return (
    <ul className={`clips${selected.size > 0 ? ' selecting' : ''}`} aria-label={label}>
      {clips.slice(0, shown).map((clip) => {
        return (
          <Fragment key={clip.id}>
            {firstOfPages.has(clip.id) ? <PageHead clip={clip} projectId={projectId} /> : null}
            <ClipRow
              clip={clip}
              tagNames={names.get(clip.id) ?? []}
              actorName={clip.actorId ? actors.get(clip.actorId)?.name : undefined}
              terms={terms}
              found={foundInPictures(clip, textOf(clip), terms, pictures)}
              change={changes.get(clip.id)}
              isOpen={clip.id === openId}
              isSelected={selected.has(clip.id)}
              onOpen={onOpen}
              onSelect={onSelect}
            />
          </Fragment>
        );
      })}
      {hasMore ? <li ref={end} aria-hidden="true" /> : null}
    </ul>
  );
}
