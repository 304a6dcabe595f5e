package io.trackmemory.dsl;

/**
 * A part of what is measured, as the messages of its limit call it; judged by who judges the whole.
 */
record BudgetPhase(Subject whole, BudgetPart part) implements Subject {

  @Override
  public String phrase() {
    return whole.phrase() + part.phrase();
  }

  @Override
  public String path() {
    return "";
  }

  @Override
  public void asked() {
    whole.asked();
  }

  @Override
  public Measurement measurement(Ask ask) {
    return whole.measurement(ask);
  }

  @Override
  public boolean judgesLibraries() {
    return whole.judgesLibraries();
  }
}
