package io.trackmemory.tracker.jdk;

/** What cannot be told where something that a rule names is missing. */
public enum Need {
  /** Without it, some of what is made is in no count. */
  COUNTING("counting"),
  /** Without it, work in another thread is taken for nobody's, or for somebody else's. */
  HAND_OVER("following work to other threads"),
  /** Without it, what the JDK makes once counts as the code's, depending on who comes first. */
  FIRST_USE("telling first use apart"),
  /** Without it, blocks of memory or open files are not seen to come or to go. */
  OFF_HEAP("following memory off the heap and open files"),
  /** Without it, what a heap dump shows is misread. */
  HEAP("reading heap dumps");

  private final String what;

  Need(String what) {
    this.what = what;
  }

  /** As messages call it: {@code counting}. */
  public String what() {
    return what;
  }
}
