package io.trackmemory.tracker.heap;

import java.util.Arrays;

/**
 * Numbers the objects of a dump in the order of their addition. For one thread.
 *
 * <p>Ids are addresses: multiples of eight, near each other for objects that refer to each other.
 * So they are kept by pages of 64 places of eight bytes, one bit for each place that an object
 * starts at, and pages by chunks of 64 KiB, of which there are so few that finding one costs
 * little. Most collectors' dumps list objects in the order of addresses: the number of a page's
 * first object and an object's place among the bits then tell its number. Where that is not so, a
 * page has a table of its own. Other ids work as well, but with more chunks.
 */
final class ObjectIds {

  private static final int PLACES_BITS = 6;
  private static final int CHUNK_BITS = 7; // of pages
  private static final int PLACES = 1 << PLACES_BITS;

  /** Open addressing: the key of a chunk, 0 for none. */
  private long[] keys = new long[1 << 6];

  private int[] chunkOf = new int[keys.length];
  private int chunks;

  private long lastKey;
  private int lastChunk;

  /** For each page of each chunk, which places are taken. */
  private long[] taken = {};

  /** The number of a page's first object, or {@code -1 - i} if it has the i-th table. */
  private int[] first = {};

  private int[] tables = {};
  private int tableCount;

  private int size;

  /** Adds an object, whose id is never 0, and returns whether it was new. */
  boolean add(long id) {
    long place = place(id);
    int page = page(place, chunkToAddTo(place));
    long bit = 1L << place;
    long before = taken[page];
    if ((before & bit) != 0) {
      return false;
    }
    if (before == 0) {
      first[page] = size;
    } else if (first[page] < 0
        || Long.compareUnsigned(bit, before) < 0
        || size != first[page] + Long.bitCount(before)) {
      addToTable(page, (int) place & (PLACES - 1));
    }
    taken[page] = before | bit;
    size++;
    return true;
  }

  /** The number of an object, or -1 if it was not added. */
  int numberOf(long id) {
    long place = place(id);
    int chunk = chunk(place);
    if (chunk < 0) {
      return -1;
    }
    int page = page(place, chunk);
    long bit = 1L << place;
    long there = taken[page];
    if ((there & bit) == 0) {
      return -1;
    }
    int number = first[page];
    return number < 0
        ? tables[(-1 - number) * PLACES + ((int) place & (PLACES - 1))]
        : number + Long.bitCount(there & (bit - 1));
  }

  int size() {
    return size;
  }

  /** The bits that say most are the lowest then: first those for the place in the page. */
  private static long place(long id) {
    return Long.rotateRight(id, 3);
  }

  private static long key(long place) {
    return (place >>> (PLACES_BITS + CHUNK_BITS)) + 1;
  }

  private static int page(long place, int chunk) {
    return (chunk << CHUNK_BITS) | ((int) (place >>> PLACES_BITS) & ((1 << CHUNK_BITS) - 1));
  }

  private int chunk(long place) {
    long key = key(place);
    if (key != lastKey) {
      int slot = slot(key);
      if (keys[slot] == 0) {
        return -1;
      }
      lastKey = key;
      lastChunk = chunkOf[slot];
    }
    return lastChunk;
  }

  private int chunkToAddTo(long place) {
    int known = chunk(place);
    if (known >= 0) {
      return known;
    }
    if (chunks * 4 >= keys.length) {
      grow();
    }
    int slot = slot(key(place));
    keys[slot] = key(place);
    chunkOf[slot] = chunks;
    if ((chunks << CHUNK_BITS) == taken.length) {
      int pages = Math.max(1, chunks * 2) << CHUNK_BITS;
      taken = Arrays.copyOf(taken, pages);
      first = Arrays.copyOf(first, pages);
    }
    return chunks++;
  }

  private int slot(long key) {
    int mask = keys.length - 1;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (keys[slot] != 0 && keys[slot] != key) {
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    int[] oldChunks = chunkOf;
    keys = new long[oldKeys.length * 2];
    chunkOf = new int[keys.length];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        chunkOf[slot] = oldChunks[i];
      }
    }
  }

  private void addToTable(int page, int place) {
    if (first[page] >= 0) {
      if (tableCount * PLACES == tables.length) {
        tables = Arrays.copyOf(tables, Math.max(1, tableCount * 2) * PLACES);
      }
      int number = first[page];
      for (long left = taken[page]; left != 0; left &= left - 1) {
        tables[tableCount * PLACES + Long.numberOfTrailingZeros(left)] = number++;
      }
      first[page] = -1 - tableCount++;
    }
    tables[(-1 - first[page]) * PLACES + place] = size;
  }
}
