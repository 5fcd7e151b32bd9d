import './tag-tree.css';

/** The colour of a tag; a ring for a tag without one, so that names stand in line. */
export function TagDot({ colour }: { colour: string | undefined }) {
  return <span className="tag-dot" style={colour ? { background: colour, borderColor: colour } : undefined} />;
}
