/**
 * Rows as MySQL's text protocol sends them, one behind the other: the header of a packet, then for each column its length
 * and its bytes, https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_query_response_text_resultset_row.html
 */
export type RowChunk = { readonly rows: number; readonly bytes: Uint8Array<ArrayBuffer> };

/** Length and number of a packet, https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_basic_packets.html */
export const packetHeaderBytes = 4;

/** Bytes of a chunk: some five thousand rows. Twice as much takes some 40 MB more, over all that is made of a chunk. */
const chunkBytes = 512 * 1024;

/** One that is filled, two that wait, one that is read, and one to spare. */
const keptAtMost = 5;

/**
 * The memory of chunks that are done with, which the next ones take: memory that is made anew for each chunk is
 * looked for and freed by the garbage collector, whose threads take a quarter of the CPU time then.
 */
const kept: ArrayBuffer[] = [];

/** Memory for a chunk; what lay in it lies in it still. */
export const chunkMemory = (): Uint8Array<ArrayBuffer> =>
  new Uint8Array(kept.pop() ?? new ArrayBuffer(chunkBytes));

/** Gives the memory of a chunk back: nobody may read the chunk any more. */
export const giveBack = (memory: ArrayBuffer): void => {
  if (memory.byteLength === chunkBytes && kept.length < keptAtMost) kept.push(memory);
};
