package io.trackmemory.tracker.oracle;

import static io.trackmemory.tracker.oracle.Ways.exact;
import static io.trackmemory.tracker.oracle.Ways.sink;

import io.trackmemory.tracker.oracle.Way.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Objects, boxing, clones, constructors that throw. */
final class ObjectWays {

  private static final CloneableBase BASE = new CloneableBase();
  private static final CloneableBase OVERRIDING = new OverridingClone();
  private static final CloneableBase INHERITING = new InheritingClone();
  private static final CloneableBase TWICE = new OverridingTwice();
  private static final CloneableBase CONSTRUCTING = new ConstructingClone();

  private ObjectWays() {}

  static void addTo(List<Way> ways) {
    ways.add(exact("Object", 1, () -> sink = new Object()));
    ways.add(exact("fields", 1, () -> sink = new Fields()));
    ways.add(exact("moreFields", 1, () -> sink = new MoreFields()));
    ways.add(
        exact("nestedConstructors", 3, () -> sink = new Pair(new Pair(null, "a"), new Object())));
    ways.add(
        exact(
            "chosenInArguments",
            2,
            () -> sink = new Pair(sink == null ? new Fields() : new Object(), "")));
    ways.add(exact("throwingConstructor", 2, ObjectWays::throwing));
    ways.add(exact("varargs", 1, () -> sink = varargs("a", "b", "c")));
    ways.add(exact("emptyVarargs", 1, () -> sink = varargs()));
    boxing(ways);
    clones(ways);
    ways.add(
        new Way("exception", 1, () -> sink = new IllegalStateException("x"), Kind.WITH_VM_OBJECTS));
    ways.add(new Way("throwAndCatch", 1, ObjectWays::throwAndCatch, Kind.WITH_VM_OBJECTS));
    ways.add(new Way("vmException", 0, ObjectWays::vmException, Kind.WITH_VM_OBJECTS));
  }

  private static void boxing(List<Way> ways) {
    int[] ints = {-129, -128, 127, 128};
    for (int value : ints) {
      long made = value < -128 || value > 127 ? 1 : 0;
      ways.add(exact("Integer:" + value, made, () -> sink = value));
      ways.add(exact("Long:" + value, made, () -> sink = (long) value));
      ways.add(exact("Short:" + value, made, () -> sink = (short) value));
    }
    ways.add(exact("Byte", 0, () -> sink = (byte) -128));
    ways.add(exact("Boolean", 0, () -> sink = sink == null));
    ways.add(exact("Character:127", 0, () -> sink = (char) 127));
    ways.add(exact("Character:128", 1, () -> sink = (char) 128));
    ways.add(exact("Float", 1, () -> sink = 0f));
    ways.add(exact("Double", 1, () -> sink = 0d));
    ways.add(exact("Integer.valueOf(String)", 1, () -> sink = Integer.valueOf("1000")));
  }

  private static void clones(List<Way> ways) {
    ways.add(exact("clone", 1, () -> sink = BASE.copy()));
    ways.add(exact("cloneOverridden", 1, () -> sink = OVERRIDING.copy()));
    ways.add(exact("cloneInherited", 1, () -> sink = INHERITING.copy()));
    ways.add(exact("cloneByConstructor", 1, () -> sink = CONSTRUCTING.copy()));
    ways.add(exact("cloneOverriddenTwice", 1, () -> sink = TWICE.copy()));
  }

  private static void throwing() {
    try {
      sink = new Throwing();
    } catch (Refusal e) {
      sink = e;
    }
  }

  private static void throwAndCatch() {
    try {
      throw new IllegalArgumentException("x");
    } catch (IllegalArgumentException e) {
      sink = e;
    }
  }

  private static void vmException() {
    try {
      Object object = "";
      sink = (Integer) object;
    } catch (ClassCastException e) {
      sink = "";
    }
  }

  private static Object varargs(Object... values) {
    return values;
  }

  static final class Fields {
    byte one = 1;
    long two = 2;
    char three = 3;
    String four = "4";
  }

  static class LessFields {
    boolean zero;
  }

  static final class MoreFields extends LessFields {
    int one = 1;
    double two = 2;
  }

  record Pair(@Nullable Object first, Object second) {}

  static final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Refusal() {
      super(null, null, false, false);
    }
  }

  static final class Throwing {
    Throwing() {
      throw new Refusal();
    }
  }

  static class CloneableBase implements Cloneable {
    Object copy() throws CloneNotSupportedException {
      return clone();
    }
  }

  static final class InheritingClone extends CloneableBase {
    long more;
  }

  static class OverridingClone extends CloneableBase {
    int more;

    @Override
    protected Object clone() throws CloneNotSupportedException {
      return super.clone();
    }
  }

  static final class OverridingTwice extends OverridingClone {
    @Override
    protected Object clone() throws CloneNotSupportedException {
      return super.clone();
    }
  }

  static final class ConstructingClone extends CloneableBase {
    @Override
    @SuppressWarnings("CloneDeclaresCloneNotSupported")
    protected Object clone() {
      return new Fields();
    }
  }
}
