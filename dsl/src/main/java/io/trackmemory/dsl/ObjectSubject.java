package io.trackmemory.dsl;

/**
 * Objects that are looked at as they are, without a measurement.
 *
 * @param phrase as messages call them
 * @param useNoted notes that a check uses the assert
 */
record ObjectSubject(String phrase, Runnable useNoted) implements Subject {

  @Override
  public String path() {
    return "";
  }

  @Override
  public void asked() {
    useNoted.run();
  }

  @Override
  public Measurement measurement(Ask ask) {
    throw new IllegalStateException("nothing is measured of " + phrase);
  }
}
