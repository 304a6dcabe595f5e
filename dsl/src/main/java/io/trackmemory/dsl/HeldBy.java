package io.trackmemory.dsl;

import io.trackmemory.tracker.ChainLink;
import io.trackmemory.tracker.Leak;
import java.util.Optional;

/**
 * Takes leaks with a name anywhere in the chain of references that holds them.
 *
 * @param name a class, a field, {@code Class.field}, or a finding's signature
 */
record HeldBy(String name) implements LeakFilter {

  @Override
  public String call() {
    return "heldBy(\"" + name + "\")";
  }

  @Override
  public String phrase() {
    return "held by " + name;
  }

  @Override
  public Optional<String> unknownName(Evidence evidence) {
    String owner = Names.classOf(name);
    boolean known =
        owner.isEmpty() || evidence.isClassLoaded(name) || evidence.isClassLoaded(owner);
    return known ? Optional.empty() : Optional.of(Names.notLoaded("class", name));
  }

  @Override
  public Optional<Leak> narrow(Leak leak, Evidence evidence) {
    boolean held =
        leak.signature().equals(name)
            || leak.rootDescription().equals(name)
            || leak.chain().stream().anyMatch(this::names);
    return held ? Optional.of(leak) : Optional.empty();
  }

  private boolean names(ChainLink link) {
    String field = link.reference().replaceFirst("^static ", "");
    return Names.isClass(link.typeName(), name)
        || (!field.isEmpty() && isField(link.typeName(), field))
        || link.toString().equals(name);
  }

  private boolean isField(String typeName, String field) {
    return field.equals(name)
        || (name.endsWith("." + field)
            && Names.isClass(typeName, name.substring(0, name.length() - field.length() - 1)));
  }
}
