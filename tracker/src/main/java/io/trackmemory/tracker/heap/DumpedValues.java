package io.trackmemory.tracker.heap;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.trackmemory.tracker.jdk.JdkNames;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.List;

/**
 * Reads the few values of a dump that are no references but matter: names and numbers.
 *
 * @param valuesAt for each object where in the dump its values start, as unsigned numbers
 */
@SuppressWarnings("ArrayRecordComponent") // shared, and never compared
record DumpedValues(
    HprofInput input, DumpedClasses classes, DumpNames names, HeapGraph graph, int[] valuesAt) {

  /** The value of a field of type {@code long}. */
  long longField(int node, String name) throws IOException {
    seek(node, name, ValueType.LONG);
    return input.i8();
  }

  /** The value of the field of type {@code int} that has one of these names. */
  int intField(int node, Collection<String> names) throws IOException {
    seek(node, names, ValueType.INT);
    return (int) input.u4();
  }

  /** The name of a thread, empty if it has none. */
  String threadName(int thread) throws IOException {
    for (int edge = graph.firstEdge[thread]; edge < graph.firstEdge[thread + 1]; edge++) {
      Edge kind = graph.kindOf(edge);
      if (kind != null && kind.qualifiedName().equals(JdkNames.THREAD + ".name")) {
        return text(graph.edgeTarget[edge]);
      }
    }
    return "";
  }

  private String text(int string) throws IOException {
    int array = graph.follow(string, "value");
    if (array < 0) {
      return "";
    }
    seek(string, "coder", ValueType.BYTE);
    boolean latin1 = input.u1() == 0;
    byte[] bytes = bytes(array);
    return latin1 ? new String(bytes, ISO_8859_1) : utf16(bytes);
  }

  private byte[] bytes(int array) throws IOException {
    input.seek(Integer.toUnsignedLong(valuesAt[array]) - 5); // length and type
    int length = input.count();
    if (ClassDump.type(input) != ValueType.BYTE) {
      throw input.odd("a string that is not made of bytes");
    }
    input.mustReach(input.position() + length);
    byte[] bytes = new byte[length];
    input.bytes(bytes, 0, length);
    return bytes;
  }

  /** Two bytes a character, in the order of this machine's processor. */
  private static String utf16(byte[] bytes) {
    char[] characters = new char[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asCharBuffer().get(characters);
    return new String(characters);
  }

  private void seek(int node, String name, ValueType type) throws IOException {
    seek(node, List.of(name), type);
  }

  private void seek(int node, Collection<String> wanted, ValueType type) throws IOException {
    long offset = 0;
    for (int number : classes.lineOf(graph.classOf[node])) {
      for (ClassDump.Field field : classes.dump(number).fields()) {
        if (field.type() == type && wanted.contains(names.text(field.nameId()))) {
          input.seek(Integer.toUnsignedLong(valuesAt[node]) + offset);
          return;
        }
        offset += field.type().dumpedBytes(input.idBytes());
      }
    }
    throw new IOException("the heap dump lacks " + graph.typeName(node) + "." + wanted);
  }
}
