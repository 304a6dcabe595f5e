package io.trackmemory.tracker;

/**
 * A place in code that allocates, or that calls what allocates.
 *
 * @param className binary name of the class, such as {@code com.acme.OrderBook$Fill}
 * @param methodName simple name of the method; a lambda's is that of the method it is written in
 * @param fileName source file, or the simple class name with {@code .java} where unknown
 * @param line line in the source file, or -1 where the class file has none
 * @param origin whose code it is
 */
public record AllocationSite(
    String className, String methodName, String fileName, int line, Origin origin) {

  /** Whose code a line belongs to. */
  public enum Origin {
    /** The user's own. */
    USER,
    /** A library's. */
    LIBRARY,
    /** The JDK's. */
    JDK
  }

  /** Package of the class, the empty string for the unnamed package. */
  public String packageName() {
    int dot = className.lastIndexOf('.');
    return dot < 0 ? "" : className.substring(0, dot);
  }

  /**
   * The line as failure messages print it: {@code OrderBook.fills(OrderBook.java:58)} for the
   * user's own code, {@code java.util.ArrayList.grow(ArrayList.java:237)} for a library's.
   */
  @Override
  public String toString() {
    String owner =
        origin == Origin.USER ? className.substring(className.lastIndexOf('.') + 1) : className;
    String source = line > 0 ? fileName + ":" + line : fileName;
    return owner + "." + methodName + "(" + source + ")";
  }
}
