package io.trackmemory.dsl;

import java.util.List;

/** A message about what objects keep alive. */
interface RetainedMessage extends FailureMessage {

  /** What the check looked at. */
  Retained retained();

  @Override
  default List<String> rows() {
    return retained().rows();
  }

  @Override
  default List<String> notes() {
    return List.of();
  }
}
