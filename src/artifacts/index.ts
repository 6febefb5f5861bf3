export { renderAboutJson } from './about-json.js';
export { ArtifactReader, type ExtraFile } from './artifact-reader.js';
export { LocalArtifactStore } from './artifact-store.local.js';
export { ArtifactStore, type ByteRange, type StoredArtifact } from './artifact-store.port.js';
export { ArtifactWriter } from './artifact-writer.js';
export { ArtifactsModule } from './artifacts.module.js';
export { type DownloadLink, signLink, verifyLink } from './download-link.js';
export { type FileContent } from './encoded-chunks.js';
export { type PartLocation, type PartProof, type PartWriter, type SealedFile, type SealedPart } from './part-writer.js';
export { renderIndexHtml } from './subject-page.js';
export {
  type CollectionDescription,
  type CollectionFinding,
  type CompanyStatements,
  type MonthCount,
  type SubjectStatement,
} from './subject-statement.js';
