package io.trackmemory.tracker.jdk;

/** Operating systems whose JDK has what a rule names. */
public enum Platform {
  /** All. */
  ANY,
  /** All but Windows. */
  UNIX,
  /** Linux. */
  LINUX,
  WINDOWS;

  /** Whether it includes the one whose name the property {@code os.name} has. */
  public boolean includes(String osName) {
    return switch (this) {
      case ANY -> true;
      case UNIX -> !osName.startsWith("Windows");
      case LINUX -> osName.equals("Linux");
      case WINDOWS -> osName.startsWith("Windows");
    };
  }
}
