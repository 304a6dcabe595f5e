package io.trackmemory.dsl;

import java.util.List;

/**
 * Says that a check passed although what it forbids was made where it looks.
 *
 * @param check the check and what it is about
 * @param injected what was made
 * @param seen what the check came to with it
 */
record ShouldTurnRed(String check, String injected, String seen, Object expected, Object actual)
    implements FailureMessage {

  @Override
  public String headline() {
    return check + " to fail once more is made than it allows but it passed";
  }

  @Override
  public List<String> rows() {
    return List.of("  injected: " + injected, "  seen:     " + seen);
  }

  @Override
  public List<String> notes() {
    return List.of(
        "A check that passes whatever is done proves nothing: what it looks at does not see this"
            + " thread, was paused or disarmed, or a filter takes nothing ("
            + "trackmemory.proof=true)");
  }

  @Override
  public String acceptance() {
    return "";
  }
}
