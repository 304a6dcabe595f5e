package io.trackmemory.dsl;

import io.trackmemory.tracker.Leak;
import io.trackmemory.tracker.spi.ReferenceFate;
import java.util.ArrayList;
import java.util.List;

/** Says that an object should have been gone, and what holds it. */
record ShouldBeCollected(ReferenceFate.Alive alive) implements FailureMessage {

  private static final String IN_USE = "in use by running methods";

  @Override
  public String headline() {
    return "the object to be collected but "
        + alive.typeName()
        + (alive.shallowBytes() > 0 ? " (" + Sizes.rounded(alive.shallowBytes()) + ")" : "")
        + " is still reachable";
  }

  @Override
  public List<String> rows() {
    List<String> rows = new ArrayList<>();
    alive.holder().ifPresent(holder -> addHolder(rows, holder));
    return rows;
  }

  private void addHolder(List<String> rows, Leak holder) {
    boolean strongly = alive.why().isEmpty();
    rows.add(
        "  "
            + (strongly ? "held by " + holder.signature() : alive.why())
            + " ("
            + LeakText.retained(holder)
            + "):");
    if (strongly) {
      rows.add("    from the root:");
      rows.add("      " + holder.rootDescription());
    }
    LeakText.addChain(rows, holder.chain(), holder.suspectIndex());
  }

  @Override
  public List<String> notes() {
    if (!alive.unexplained().isEmpty()) {
      return List.of("What holds it cannot be told: " + alive.unexplained());
    }
    return alive.why().equals(IN_USE)
        ? List.of(
            "A variable of a method that runs still refers to it, perhaps of the test itself: make"
                + " the object in a method of its own")
        : List.of();
  }

  @Override
  public String acceptance() {
    return "leave isCollected() out";
  }

  @Override
  public Object expected() {
    return "collected";
  }

  @Override
  public Object actual() {
    return "still reachable";
  }
}
