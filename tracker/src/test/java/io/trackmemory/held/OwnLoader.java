package io.trackmemory.held;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** Loads a class of this package once more, which may have a description that leads to it. */
public final class OwnLoader extends ClassLoader {

  /** Of a class, or of something else. */
  public record Description(List<Object> of) {}

  /** Made by this loader. */
  private static final class Made {}

  /** Makes a loader. */
  public OwnLoader() {
    super(OwnLoader.class.getClassLoader());
  }

  /** Defines its class. */
  public Class<?> define() throws IOException {
    try (InputStream in = OwnLoader.class.getResourceAsStream("OwnLoader$Made.class")) {
      byte[] code = in == null ? new byte[0] : in.readAllBytes();
      return defineClass(Made.class.getName(), code, 0, code.length);
    }
  }

  /** The name of such a class. */
  public static String nameOfClass() {
    return Made.class.getName();
  }

  /** Describes each class by itself. */
  public static final class OfClass extends ClassValue<Object> {
    @Override
    protected Object computeValue(Class<?> type) {
      return new Description(List.of(type));
    }
  }

  /** Describes each class by something else, and keeps it. */
  public static final class OfOther extends ClassValue<Object> {
    private final Object other;

    /** Of this. */
    public OfOther(Object other) {
      this.other = other;
    }

    @Override
    protected Object computeValue(Class<?> type) {
      return new Description(List.of(other, this));
    }
  }
}
