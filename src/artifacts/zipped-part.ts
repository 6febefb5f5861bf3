import { configure, Reader, ZipReader } from '@zip.js/zip.js';
import { damaged } from './artifact-damage.js';
import type { Packed } from './packed-file.js';
import type { SegmentReader } from './segment-reader.js';

configure({ useWebWorkers: false });

const LOCAL_HEADER_BYTES = 30;

/** Where the files of a part lie that was written as a ZIP of its own, as parts were at first; by path in the ZIP. */
export async function filesOfZip(source: SegmentReader): Promise<Map<string, Packed>> {
  const zip = new ZipReader(new PartOfZip(source));
  const files = new Map<string, Packed>();
  for (const { filename, offset, compressedSize, signature = 0 } of await zip.getEntries()) {
    const header = await source.read(offset, offset + LOCAL_HEADER_BYTES);
    const at = offset + LOCAL_HEADER_BYTES + header.readUInt16LE(26) + header.readUInt16LE(28);
    files.set(filename, { at, bytes: compressedSize, crc32: signature });
  }
  return files;
}

class PartOfZip extends Reader<SegmentReader> {
  constructor(private readonly source: SegmentReader) {
    super(source);
    this.size = source.plainBytes;
  }

  override async readUint8Array(index: number, length: number): Promise<Uint8Array> {
    const bytes = await this.source.read(index, index + length);
    if (bytes.length !== Math.min(length, this.source.plainBytes - index)) throw damaged();
    return bytes;
  }
}
