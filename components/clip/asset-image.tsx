import { useLiveQuery } from 'dexie-react-hooks';
import { useObjectUrl } from '#components/ui/use-object-url.ts';
import { getPicture } from '#lib/db/assets.ts';
import { tError } from '#lib/platform/i18n.ts';

/** Pictures of more than so many times their width are cut rather than made thin where there is little room. */
const TALL = 2;

type Props = { id: string; alt: string; className: string; size: 'thumbnail' | 'full' };

/** A stored picture. Shown at the size it had on the page, or smaller. */
export function AssetImage({ id, alt, className, size }: Props) {
  const asset = useLiveQuery(async () => (await getPicture(id, size)) ?? null, [id, size]);
  const url = useObjectUrl(asset?.blob);
  if (asset === null && size === 'full') return <p className="notice error">{tError('image_missing')}</p>;
  if (!asset || !url) return <span className={className} role="img" aria-label={alt} />;
  return (
    <img
      className={asset.height > asset.width * TALL ? `${className} tall` : className}
      src={url}
      alt={alt}
      width={Math.round(asset.width / asset.scale)}
      height={size === 'full' ? Math.round(asset.height / asset.scale) : undefined}
    />
  );
}
