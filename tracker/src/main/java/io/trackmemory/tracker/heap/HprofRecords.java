package io.trackmemory.tracker.heap;

import java.io.IOException;

/**
 * A walk over the records of a heap dump in the format {@code JAVA PROFILE 1.0.2}, from the first
 * to the last. A file that ends too early, or has what the format does not, is an error: never is a
 * part of a heap taken for the whole.
 *
 * <p>The format is described in the sources of the JDK, in {@code heapDumper.cpp}.
 */
abstract class HprofRecords {

  private static final String FORMAT = "JAVA PROFILE 1.0.";

  private static final int NAME = 0x01;
  private static final int LOAD_CLASS = 0x02;
  private static final int HEAP_DUMP = 0x0C;
  private static final int HEAP_DUMP_SEGMENT = 0x1C;
  private static final int HEAP_DUMP_END = 0x2C;

  private static final int CLASS_DUMP = 0x20;
  private static final int INSTANCE = 0x21;
  private static final int OBJECT_ARRAY = 0x22;
  private static final int PRIMITIVE_ARRAY = 0x23;

  final HprofInput input;

  private boolean anyHeap;
  private boolean endMissing;

  HprofRecords(HprofInput input) {
    this.input = input;
  }

  /** A name, of {@code bytes} bytes in UTF-8; what is not read of it is skipped. */
  void name(long id, int bytes) throws IOException {}

  /** The name of a class, as the JVM writes it. */
  void className(long classId, long nameId) {}

  /** An object that the JVM holds. */
  void root(GcRoot.Kind kind, long id) {}

  /** A class with its fields. */
  void classDump(ClassDump dump) {}

  /**
   * An object, whose values come next, of an instance those of its class's own fields first; what
   * is not read of them is skipped.
   *
   * @param classId for arrays of values that are no references {@link ValueType#arrayClassId}
   * @param size of an array its length, else the bytes of all values
   */
  abstract void object(long id, long classId, boolean array, long size)
      throws IOException, BoundExceededException;

  /** Walks over all that is in the dump. */
  final void walk() throws IOException, BoundExceededException {
    input.seek(0);
    readHeader();
    while (!input.atEnd()) {
      readRecord();
    }
    if (!anyHeap || endMissing) {
      throw new IOException(
          "the heap dump is torn: no "
              + (anyHeap ? "end" : "heap")
              + " before "
              + input.position());
    }
  }

  private void readHeader() throws IOException {
    StringBuilder format = new StringBuilder();
    for (int each = input.u1(); each != 0 && format.length() < 32; each = input.u1()) {
      format.append((char) each);
    }
    long idBytes = input.u4();
    if (format.indexOf(FORMAT) != 0 || (idBytes != 4 && idBytes != 8)) {
      throw new IOException("no heap dump: format '" + format + "', ids of " + idBytes + " bytes");
    }
    input.idBytes((int) idBytes);
    input.skip(8); // when it was written
  }

  private void readRecord() throws IOException, BoundExceededException {
    int tag = input.u1();
    input.skip(4); // when it was written
    long bytes = input.u4();
    long end = input.position() + bytes;
    input.mustReach(end);
    switch (tag) {
      case NAME -> name(input.id(), length(bytes - input.idBytes()));
      case LOAD_CLASS -> readClassName();
      case HEAP_DUMP, HEAP_DUMP_SEGMENT -> readHeap(end, tag == HEAP_DUMP_SEGMENT);
      case HEAP_DUMP_END -> endMissing = false;
      default -> {} // stack traces and what else may be there
    }
    skipTo(end);
  }

  private int length(long bytes) throws IOException {
    if (bytes < 0 || bytes > Integer.MAX_VALUE) {
      throw input.odd("a name of " + bytes + " bytes");
    }
    return (int) bytes;
  }

  private void readClassName() throws IOException {
    input.skip(4); // serial number
    long classId = input.id();
    input.skip(4); // stack trace
    className(classId, input.id());
  }

  private void readHeap(long end, boolean segment) throws IOException, BoundExceededException {
    anyHeap = true;
    endMissing = segment;
    while (input.position() < end) {
      readSubRecord(input.u1());
    }
  }

  private void readSubRecord(int tag) throws IOException, BoundExceededException {
    switch (tag) {
      case INSTANCE -> readInstance();
      case OBJECT_ARRAY, PRIMITIVE_ARRAY -> readArray(tag == OBJECT_ARRAY);
      case CLASS_DUMP -> classDump(ClassDump.read(input));
      default -> readRoot(tag);
    }
  }

  private void readInstance() throws IOException, BoundExceededException {
    long id = input.id();
    input.skip(4); // stack trace
    long classId = input.id();
    long bytes = input.u4();
    long end = input.position() + bytes;
    object(id, classId, false, bytes);
    skipTo(end);
  }

  private void readArray(boolean ofReferences) throws IOException, BoundExceededException {
    long id = input.id();
    input.skip(4); // stack trace
    int length = input.count();
    long classId = ofReferences ? input.id() : 0;
    ValueType type = ofReferences ? ValueType.OBJECT : ClassDump.type(input);
    long end = input.position() + (long) length * type.dumpedBytes(input.idBytes());
    object(id, ofReferences ? classId : type.arrayClassId(), true, length);
    skipTo(end);
  }

  private void readRoot(int tag) throws IOException {
    GcRoot.Kind kind = GcRoot.Kind.of(tag);
    if (kind == null) {
      throw input.odd("an unknown record " + tag);
    }
    root(kind, input.id());
    input.skip(kind.moreBytes(input.idBytes()));
  }

  private void skipTo(long end) throws IOException {
    if (input.position() > end) {
      throw input.odd("a record that runs past its end");
    }
    input.skip(end - input.position());
  }
}
