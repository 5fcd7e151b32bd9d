import { GleanerError } from '#lib/core/errors.ts';

/**
 * The same pixels as a PNG: clipboards take no other picture, and not every program that pastes knows WebP.
 * @throws GleanerError `image_missing` where the picture cannot be read.
 */
export async function asPng(picture: Blob): Promise<Blob> {
  if (picture.type === 'image/png') return picture;
  try {
    const image = await createImageBitmap(picture);
    const canvas = new OffscreenCanvas(image.width, image.height);
    canvas.getContext('2d')?.drawImage(image, 0, 0);
    image.close();
    return await canvas.convertToBlob({ type: 'image/png' });
  } catch (error) {
    throw new GleanerError('image_missing', String(error), error);
  }
}
