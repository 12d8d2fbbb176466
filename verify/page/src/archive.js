// Reads the archive, and builds it again to compare (section 10). Nothing in it is compressed.
export class Unreadable extends Error {}

const FIRST = ["board.jsonl", "roll.txt", "booth.html"];
export const MOST_BYTES = 2 ** 30;
const [LOCAL, CENTRAL, END] = [30, 46, 22];
const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const utf8 = new TextEncoder();

const TABLE = Uint32Array.from({ length: 256 }, (_, n) => {
  for (let bit = 0; bit < 8; bit++) n = n & 1 ? (n >>> 1) ^ 0xedb88320 : n >>> 1;
  return n;
});

function crc32(data) {
  let crc = 0xffffffff;
  for (const byte of data) crc = TABLE[(crc ^ byte) & 255] ^ (crc >>> 8);
  return ~crc >>> 0;
}

// → { files: Map, exact, rightNames }
export function read(data) {
  let files;
  try {
    files = new Map(entries(data));
  } catch (error) {
    throw error instanceof Unreadable ? error : new Unreadable("the archive's directory is damaged");
  }
  const names = [...files.keys()];
  const photos = names.slice(FIRST.length);
  const ascending = photos.every((name, i) => i === 0 || photos[i - 1] < name);
  const named = FIRST.every((name, i) => names[i] === name) && photos.every((name) => /^photos\/[0-9a-f]{64}$/.test(name));
  return { files, exact: isExact(data, files), rightNames: named && ascending };
}

function entries(data) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const end = data.length - END;
  if (end < 0 || view.getUint32(end, true) !== 0x06054b50) {
    throw new Unreadable("this is not a zip file, or something stands after its end");
  }
  const found = [];
  let [position, total] = [view.getUint32(end + 16, true), 0];
  for (let left = view.getUint16(end + 10, true); left > 0; left--) {
    if (view.getUint32(position, true) !== 0x02014b50) throw new Unreadable("the archive's directory is damaged");
    const nameEnd = position + CENTRAL + view.getUint16(position + 28, true);
    if (nameEnd > data.length) throw new Unreadable("the archive's directory is damaged");
    const name = text.decode(data.subarray(position + CENTRAL, nameEnd));
    const content = contentOf(data, view, position);
    total += content.length;
    if (total > data.length || found.some(([other]) => other === name)) throw new Unreadable("files in the archive overlap");
    found.push([name, content]);
    position = nameEnd + view.getUint16(position + 30, true) + view.getUint16(position + 32, true);
  }
  return found;
}

function contentOf(data, view, position) {
  const size = view.getUint32(position + 24, true);
  if (view.getUint16(position + 10, true) !== 0 || view.getUint32(position + 20, true) !== size) {
    throw new Unreadable("a file in the archive is compressed");
  }
  const offset = view.getUint32(position + 42, true);
  const start = offset + LOCAL + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (start + size > data.length) throw new Unreadable("a file in the archive is cut off");
  return data.subarray(start, start + size);
}

// Header fields as [bytes, value]; the one archive of these files, piece by piece.
function packed(fields) {
  const out = new DataView(new ArrayBuffer(fields.reduce((sum, [width]) => sum + width, 0)));
  let at = 0;
  for (const [width, value] of fields) {
    width === 2 ? out.setUint16(at, value, true) : out.setUint32(at, value, true);
    at += width;
  }
  return new Uint8Array(out.buffer);
}

function* build(files) {
  const directory = [];
  let offset = 0;
  for (const [name, content] of files) {
    const path = utf8.encode(name);
    const size = [4, content.length];
    const common = [[2, 20], [2, 0], [2, 0], [2, 0], [2, 33], [4, crc32(content)], size, size, [2, path.length], [2, 0]];
    yield* [packed([[4, 0x04034b50], ...common]), path, content];
    const tail = [[2, 0], [2, 0], [2, 0], [4, (0o100644 << 16) >>> 0], [4, offset]];
    directory.push(packed([[4, 0x02014b50], [2, (3 << 8) | 20], ...common, ...tail]), path);
    offset += LOCAL + path.length + content.length;
  }
  yield* directory;
  const length = directory.reduce((sum, part) => sum + part.length, 0);
  yield packed([[4, 0x06054b50], [2, 0], [2, 0], [2, files.size], [2, files.size], [4, length], [4, offset], [2, 0]]);
}

function isExact(data, files) {
  let position = 0;
  for (const piece of build(files)) {
    for (const byte of piece) if (data[position++] !== byte) return false;
  }
  return position === data.length;
}
