package io.trackmemory.extension;

/** Whose memory a tracked test sees. */
public enum Threads {
  /** Its own and that of the threads and tasks which it starts, wherever they run. */
  FOLLOWED,
  /**
   * That of every thread, whatever it does meanwhile. Nothing then tells the test's work from
   * another's, so that such a test never runs beside a parallel one.
   */
  ALL
}
