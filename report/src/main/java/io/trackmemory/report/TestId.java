package io.trackmemory.report;

/**
 * One test, the same in every run and JVM. The texts may be hostile: they are escaped wherever they
 * are printed, and never taken as a path.
 *
 * @param testClass binary name of the test class
 * @param method name of the test method; with its parameter types where the class has another
 *     method of that name
 * @param invocation which invocation of a template or which dynamic test, {@code [1]}; the empty
 *     string for an ordinary test
 */
public record TestId(String testClass, String method, String invocation) {

  /** {@code com.acme.OrderBookTest.fillsAreCheap[1]}. */
  @Override
  public String toString() {
    return testClass + "." + method + invocation;
  }
}
