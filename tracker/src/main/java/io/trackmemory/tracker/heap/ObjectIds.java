package io.trackmemory.tracker.heap;

/**
 * Numbers the objects of a dump in the order of their addition. For one thread.
 *
 * <p>Ids are addresses: multiples of eight, near each other for objects that refer to each other.
 * So they are kept by pages of 64 places of eight bytes, one bit for each place that an object
 * starts at; an object's place among the bits of its page leads to its number. That takes some ten
 * bytes an object, and a lookup touches memory that the one before has mostly touched. Other ids
 * work as well, but with more pages.
 */
final class ObjectIds {

  private final LongList ids = new LongList();

  /** Open addressing: the key of a page, 0 for none, then the bits of the page. */
  private long[] pages = new long[1 << 9];

  private int pageCount;

  /** For each page, the index in {@link #numbers} of the first object there. */
  private int[] firstOfPage = {};

  private int[] numbers = {};

  /** Adds an object, whose id is never 0, and returns whether it was new. */
  boolean add(long id) {
    if (pageCount * 4 >= pages.length) {
      grow();
    }
    long place = place(id);
    int slot = slot(place);
    if (pages[slot] == 0) {
      pages[slot] = key(place);
      pageCount++;
    }
    long bit = 1L << place;
    if ((pages[slot + 1] & bit) != 0) {
      return false;
    }
    pages[slot + 1] |= bit;
    ids.add(id);
    return true;
  }

  /** The number of an object, or -1 if it was not added. */
  int numberOf(long id) {
    if (numbers.length != ids.size()) {
      number();
    }
    long place = place(id);
    int slot = slot(place);
    long bit = 1L << place;
    return (pages[slot + 1] & bit) == 0 ? -1 : numbers[index(slot, bit)];
  }

  int size() {
    return ids.size();
  }

  private int index(int slot, long bit) {
    return firstOfPage[slot >> 1] + Long.bitCount(pages[slot + 1] & (bit - 1));
  }

  /** The bits that say most are the lowest then: 6 for the place in the page. */
  private static long place(long id) {
    return Long.rotateRight(id, 3);
  }

  private static long key(long place) {
    return (place >>> 6) + 1;
  }

  private int slot(long place) {
    long key = key(place);
    int mask = pages.length - 2;
    int slot = (int) ((key * 0x9E3779B97F4A7C15L) >>> 32) & mask;
    while (pages[slot] != 0 && pages[slot] != key) {
      slot = (slot + 2) & mask;
    }
    return slot;
  }

  private void grow() {
    long[] old = pages;
    pages = new long[old.length * 2];
    for (int i = 0; i < old.length; i += 2) {
      if (old[i] != 0) {
        int slot = slot((old[i] - 1) << 6);
        pages[slot] = old[i];
        pages[slot + 1] = old[i + 1];
      }
    }
  }

  private void number() {
    firstOfPage = new int[pages.length / 2];
    int before = 0;
    for (int slot = 0; slot < pages.length; slot += 2) {
      firstOfPage[slot >> 1] = before;
      before += Long.bitCount(pages[slot + 1]);
    }
    numbers = new int[ids.size()];
    for (int number = 0; number < numbers.length; number++) {
      long place = place(ids.get(number));
      numbers[index(slot(place), 1L << place)] = number;
    }
  }
}
