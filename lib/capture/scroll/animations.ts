/**
 * Stops everything that moves by itself in a document, its shadow trees included. By the speed and not by `pause()`, after
 * which an animation would no longer heed its own `animation-play-state`.
 * @returns how to let it go on.
 */
export function holdAnimations(document: Document): () => void {
  const held = Document.prototype.getAnimations.call(document).flatMap((animation) => {
    const { playState, playbackRate, timeline } = animation;
    // What goes by how far the page is scrolled belongs to its layout.
    const isByTime = !(timeline && 'source' in timeline);
    return playState === 'running' && isByTime && playbackRate !== 0 ? [{ animation, playbackRate }] : [];
  });
  for (const { animation } of held) animation.playbackRate = 0;
  return () => {
    for (const { animation, playbackRate } of held) {
      // Whoever gave it another speed meanwhile wants that.
      if (animation.playbackRate === 0) animation.playbackRate = playbackRate;
    }
  };
}
