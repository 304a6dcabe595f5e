package io.trackmemory.tracker.agent;

/**
 * Tells who has a lambda class made: the JVM, for an {@code invokedynamic} instruction whose
 * bootstrap method is {@code LambdaMetafactory} itself and behind which its objects are counted, or
 * anybody else.
 */
final class LambdaMaker {

  private static final String FACTORY = "java.lang.invoke.LambdaMetafactory";
  private static final String LINKER = "java.lang.invoke.BootstrapMethodInvoker";

  private LambdaMaker() {}

  /** Whether code of this thread that is no such instruction is at it. */
  static boolean isCode() {
    return isCode(new Throwable().getStackTrace());
  }

  static boolean isCode(StackTraceElement[] stack) {
    for (int i = 0; i < stack.length - 1; i++) {
      if (stack[i].getClassName().equals(FACTORY)) {
        String caller = stack[i + 1].getClassName();
        if (!caller.equals(FACTORY)) {
          return !caller.equals(LINKER);
        }
      }
    }
    return false;
  }
}
