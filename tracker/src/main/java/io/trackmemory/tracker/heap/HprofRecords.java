package io.trackmemory.tracker.heap;

import java.io.IOException;

/**
 * Walks the records of a heap dump in the format {@code JAVA PROFILE 1.0.2}, from the first to the
 * last, as often as asked. A file that ends too early, or has what the format does not, is an
 * error: never is a part of a heap taken for the whole.
 *
 * <p>The format is described in the sources of the JDK, in {@code heapDumper.cpp}.
 */
final class HprofRecords {

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

  private final HprofInput input;
  private final HprofVisitor visitor;
  private boolean anyHeap;
  private boolean endMissing;

  private HprofRecords(HprofInput input, HprofVisitor visitor) {
    this.input = input;
    this.visitor = visitor;
  }

  /** Tells the visitor all that is in a dump. */
  static void visit(HprofInput input, HprofVisitor visitor)
      throws IOException, BoundExceededException {
    input.seek(0);
    new HprofRecords(input, visitor).readAll();
  }

  private void readAll() throws IOException, BoundExceededException {
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
      case NAME -> visitor.name(input.id(), input, length(bytes - input.idBytes()));
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
    visitor.className(classId, input.id());
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
      case OBJECT_ARRAY -> readObjectArray();
      case PRIMITIVE_ARRAY -> readPrimitiveArray();
      case CLASS_DUMP -> visitor.classDump(ClassDump.read(input));
      default -> readRoot(tag);
    }
  }

  private void readInstance() throws IOException, BoundExceededException {
    long id = input.id();
    input.skip(4); // stack trace
    long classId = input.id();
    long bytes = input.u4();
    long end = input.position() + bytes;
    visitor.instance(id, classId, bytes, input);
    skipTo(end);
  }

  private void readObjectArray() throws IOException, BoundExceededException {
    long id = input.id();
    input.skip(4); // stack trace
    int length = input.count();
    long classId = input.id();
    long end = input.position() + (long) length * input.idBytes();
    visitor.objectArray(id, classId, length, input);
    skipTo(end);
  }

  private void readPrimitiveArray() throws IOException, BoundExceededException {
    long id = input.id();
    input.skip(4); // stack trace
    int length = input.count();
    ValueType type = ClassDump.type(input);
    visitor.primitiveArray(id, type, length, input);
    input.skip((long) length * type.dumpedBytes(input.idBytes()));
  }

  private void readRoot(int tag) throws IOException {
    GcRoot.Kind kind = GcRoot.Kind.of(tag);
    if (kind == null) {
      throw input.odd("an unknown record " + tag);
    }
    visitor.root(kind, input.id());
    input.skip(kind.moreBytes(input.idBytes()));
  }

  private void skipTo(long end) throws IOException {
    if (input.position() > end) {
      throw input.odd("a record that runs past its end");
    }
    input.skip(end - input.position());
  }
}
