package io.trackmemory.dsl.baseline;

import io.trackmemory.tracker.spi.HeapLayout;
import java.lang.Runtime.Version;

/**
 * The JVM that figures are of.
 *
 * @param jdk its version, with its build
 * @param layout how it lays objects out
 */
public record BaselinePlatform(Version jdk, HeapLayout layout) {

  /** This JVM. */
  public static BaselinePlatform ofThisJvm() {
    return new BaselinePlatform(Runtime.version(), HeapLayout.ofThisJvm());
  }

  /** Whether figures may differ from those of the other for no other reason than the code. */
  boolean isLike(BaselinePlatform other) {
    return jdk.feature() == other.jdk.feature() && layout.equals(other.layout);
  }

  /** As files have it. */
  @Override
  public String toString() {
    return "JDK " + jdk + ", " + layout;
  }
}
