import type { default as Library } from 'sharp'

/** Loaded for the first picture: a start needs none. Every reader of files is shut but those of the accepted formats. */
export async function loadSharp(): Promise<typeof Library> {
  const { default: sharp } = await import('sharp')
  sharp.cache(false)
  sharp.concurrency(1)
  sharp.block({ operation: ['VipsForeignLoad'] })
  sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}Buffer`) })
  return sharp
}
