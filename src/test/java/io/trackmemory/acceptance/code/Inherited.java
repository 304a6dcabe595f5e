package io.trackmemory.acceptance.code;

import io.trackmemory.annotations.Allocates;
import io.trackmemory.annotations.AllocatesNothing;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.zip.CRC32;

/** Code that is in classes which know nothing of the contracts that others have on it. */
public final class Inherited {

  private static final Object[] NONE = {};

  static Object kept = NONE;

  private Inherited() {}

  /** Loads the classes that have the code, and none of those that inherit it. */
  public static void load() {
    new Code().make(1);
    new Last().make(1);
    new Text().take("");
    new Hidden().make(1);
    new Limited().make(1);
    new Saved().make(1);
    new Words().take("");
  }

  /** What the contract is on. */
  public interface Made {
    /** Makes nothing. */
    @AllocatesNothing
    void make(int length);
  }

  /** Of any type. */
  public interface Taken<T> {
    /** Makes nothing. */
    @AllocatesNothing
    void take(T value);
  }

  /** A name that is there. */
  public interface Named {
    /** Makes nothing. */
    @AllocatesNothing
    String name();
  }

  /** Has its contract on what all objects have. */
  public interface Told {
    /** Anything. */
    int number();

    /** Makes nothing. */
    @Override
    @AllocatesNothing
    String toString();
  }

  /** The same without a contract. */
  public interface Untold {
    /** Anything. */
    int number();
  }

  /** Has its contract on what a list has. */
  public interface Walked<T> {
    /** Makes nothing. */
    @AllocatesNothing
    Iterator<T> iterator();
  }

  /** Breaks contracts of others. */
  public static class Code {
    /** Makes one object. */
    public void make(int length) {
      kept = length == 0 ? NONE : new int[length];
    }
  }

  /** Inherits it. */
  public static class Heir extends Code implements Made {}

  /** Is on its way to one. */
  public abstract static class Between extends Code implements Made {}

  /** Inherits it over two levels. */
  public static class Far extends Between {}

  /** Inherits what its superclass inherits. */
  public static class Farther extends Heir {}

  /** Has code of its own, which calls what it inherits. */
  public static class Overriding extends Heir {
    @Override
    public void make(int length) {
      super.make(length);
    }
  }

  /** Stands in for one, as its name tells. */
  public static class Heir$$SpringCGLIB$$0 extends Heir {
    @Override
    public void make(int length) {
      Object[] arguments = {length};
      super.make((int) arguments[0]);
    }
  }

  /** Cannot be overridden. */
  public static class Last {
    /** Makes one object. */
    public final void make(int length) {
      kept = new int[length];
    }
  }

  /** Inherits it. */
  public static class LastHeir extends Last implements Made {}

  /** Implements what has another type parameter. */
  public static class Text {
    /** Makes one object. */
    public void take(String value) {
      kept = new Object[] {value};
    }
  }

  /** Has a bridge to it. */
  public static class TextHeir extends Text implements Taken<String> {}

  /** Has code for any type. */
  public static class Any<T> {
    /** Makes nothing. */
    public void take(T value) {
      kept = value;
    }
  }

  /** Has a bridge for it. */
  public static class Words extends Any<String> {
    @Override
    public void take(String value) {
      kept = new Object[] {value};
    }
  }

  /** Inherits the bridge and what that calls. */
  public static class WordsHeir extends Words implements Taken<String> {}

  /** Is seen in this package only. */
  static class Hidden {
    public void make(int length) {
      kept = new int[length];
    }
  }

  /** Has a bridge to it, so that others can call it. */
  public static class HiddenHeir extends Hidden implements Made {}

  /** Has a contract of its own. */
  public static class Limited {
    /** Keeps it. */
    @Allocates(atMost = 1)
    public void make(int length) {
      kept = new int[length];
    }
  }

  /** Inherits that, and another one. */
  public static class LimitedHeir extends Limited implements Made {}

  /** Is made without a constructor of the class that inherits it. */
  public static class Saved implements Serializable {
    private static final long serialVersionUID = 1;

    /** Makes one object. */
    public void make(int length) {
      kept = new int[length];
    }
  }

  /** Inherits it. */
  public static class SavedHeir extends Saved implements Made {
    private static final long serialVersionUID = 1;
  }

  /** Has its code from an interface. */
  public interface Making extends Made {
    @Override
    default void make(int length) {
      kept = new int[length];
    }
  }

  /** Inherits it. */
  public static class MakingHeir implements Making {}

  /** Inherits code of the JDK. */
  public static class Walk extends ArrayList<String> implements Walked<String> {
    private static final long serialVersionUID = 1;
  }

  /** Has its contract on what a checksum has. */
  public interface Valued {
    /** Makes nothing. */
    @AllocatesNothing
    long getValue();
  }

  /** Inherits code of the JDK. */
  public static class Sum extends CRC32 implements Valued {}

  /** Inherits code of the JDK that it cannot override. */
  public enum Side implements Named, Made {
    /** One. */
    BUY,
    /** The other. */
    SELL {
      @Override
      public void make(int length) {
        kept = new int[length];
      }
    };

    @Override
    public void make(int length) {}
  }

  /** Has all code itself. */
  public record Price(String name) implements Named {}

  /** A lambda with a contract on what it inherits. */
  public static Told told() {
    return () -> 1;
  }

  /** One without. */
  public static Untold untold() {
    return () -> 2;
  }

  /** Calls it on objects that have no contract, one of which calls one that has. */
  public static class Outer extends Code {
    private final Code inner;

    /** Calls another one. */
    public Outer(Code inner) {
      this.inner = inner;
    }

    @Override
    public void make(int length) {
      super.make(length);
      inner.make(length);
    }
  }
}
