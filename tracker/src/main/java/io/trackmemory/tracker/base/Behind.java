package io.trackmemory.tracker.base;

/**
 * Finds what stands behind the public face and the door: the one class that puts the rooms
 * together. It is found by its name, so that nothing below has to know it. Any thread may call it.
 */
public final class Behind {

  private static final String NAME = "io.trackmemory.tracker.assembly.Assembly";

  private static final Object ASSEMBLY = make();

  private Behind() {}

  /** It, as what it is known by. */
  public static <T> T as(Class<T> type) {
    return type.cast(ASSEMBLY);
  }

  private static Object make() {
    try {
      return Class.forName(NAME).getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("TrackMemory's jar lacks " + NAME, e);
    }
  }
}
