// Export files: sealed, encrypted, streamed, kept on the disk or in a bucket, opened by signed links.
export { faultOf } from './artifact-presence.js';
export { ArtifactReader, type NameInZip, type StoredFile, type StoredPart } from './artifact-reader.js';
export { ArtifactStore, type ByteRange } from './artifact-store.port.js';
export { ArtifactWriter } from './artifact-writer.js';
export { ArtifactsModule } from './artifacts.module.js';
export type { FileContent } from './encoded-chunks.js';
export { signLink, verifyLink } from './download-link.js';
export { type PartLocation, PartWriter, type SealedPart } from './part-writer.js';
export type { ZipImage } from './zip-image.js';
