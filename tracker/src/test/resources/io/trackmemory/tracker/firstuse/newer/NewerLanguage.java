package io.trackmemory.tracker.firstuse;

import java.util.Optional;

/** Patterns in switches and elsewhere, of JDK 21 and later. */
final class NewerLanguage implements Calls.Group {

  sealed interface Shape permits Circle, Square, Group {}

  record Circle(double radius) implements Shape {}

  record Square(int side, String name) implements Shape {}

  record Group(Shape first, Shape second) implements Shape {}

  record Box<T>(T value) {}

  enum Colour {
    RED,
    GREEN
  }

  enum Shade {
    LIGHT,
    DARK
  }

  enum Tone {
    HIGH,
    LOW
  }

  sealed interface Card permits Suit, Joker {}

  enum Suit implements Card {
    HEARTS,
    SPADES
  }

  record Joker() implements Card {}

  sealed interface Sign permits Dot, Dash {}

  enum Dot implements Sign {
    SHORT
  }

  enum Dash implements Sign {
    LONG
  }

  static class Base {
    final int value;

    Base(int value) {
      this.value = value;
    }
  }

  static final class Checked extends Base {
    Checked(int value) {
      if (value < 0) {
        throw new IllegalArgumentException("negative");
      }
      super(value);
    }
  }

  private int turn;

  @Override
  public Object call(Calls calls) throws Throwable {
    if (calls.is("switch over a sealed type")) {
      return area(new Circle(1));
    }
    if (calls.is("switch over a sealed type, nested records")) {
      return nested(new Group(new Square(1, "a"), new Square(2, "b")));
    }
    if (calls.is("switch over a sealed type, guarded")) {
      return guarded(new Square(3, "a"));
    }
    if (calls.is("switch over enum constants of a sealed type")) {
      return card(Suit.SPADES);
    }
    if (calls.is("switch over enum constants of two types")) {
      return sign(Dash.LONG);
    }
    if (calls.is("switch over an enum, with a pattern")) {
      return colour(Colour.GREEN);
    }
    if (calls.is("switch over an enum, with null")) {
      return shade(null);
    }
    if (calls.is("switch over an enum, old")) {
      return tone(Tone.LOW);
    }
    if (calls.is("switch over strings, guarded")) {
      return text("something long");
    }
    if (calls.is("switch over strings, with null")) {
      return nothing("b");
    }
    if (calls.is("switch over objects")) {
      return object(4000);
    }
    if (calls.is("switch over boxes")) {
      return boxed(1000);
    }
    if (calls.is("switch over a generic record")) {
      return generic(new Box<>("x"));
    }
    if (calls.is("switch over characters")) {
      return character('x');
    }
    if (calls.is("switch without a match")) {
      return unmatched(new Square(1, "a"));
    }
    if (calls.is("switch over arrays")) {
      return array(new int[] {1, 2});
    }
    if (calls.is("instanceof with a record pattern")) {
      return deconstructed(new Square(5, "name"));
    }
    if (calls.is("instanceof with unnamed patterns")) {
      return new Group(new Circle(1), new Square(7, "x")) instanceof Group(_, Square(int side, _))
          ? new int[side]
          : "";
    }
    if (calls.is("lambda with an unnamed parameter")) {
      return Optional.of("a").map(_ -> "b");
    }
    if (calls.is("constructor with a prologue")) {
      return new Checked(3);
    }
    if (calls.is("local record, enum and interface")) {
      return local(3);
    }
    if (calls.is("record with a compact constructor, toString")) {
      return new Compact("a", 4).toString();
    }
    return calls.none();
  }

  record Compact(String name, int value) {
    Compact {
      name = name.trim();
    }
  }

  private static double area(Shape shape) {
    return switch (shape) {
      case Circle circle -> circle.radius();
      case Square square -> square.side();
      case Group group -> area(group.first()) + area(group.second());
    };
  }

  private static Object nested(Shape shape) {
    return switch (shape) {
      case Group(Square(int a, String n), Square(int b, String m)) -> n + m;
      case Group(Circle(double r), Shape any) -> any;
      case Group group -> group;
      case Circle circle -> circle;
      case Square square -> square;
    };
  }

  private static Object guarded(Shape shape) {
    return switch (shape) {
      case Square square when square.side() > 5 -> "large";
      case Square square when square.name().isEmpty() -> "none";
      case Square square -> new Object();
      case Circle circle -> circle;
      case Group group -> group;
    };
  }

  private static Object card(Card card) {
    return switch (card) {
      case Suit.HEARTS -> "hearts";
      case Suit.SPADES -> "spades";
      case Joker joker -> joker;
    };
  }

  private static Object sign(Sign sign) {
    return switch (sign) {
      case Dot.SHORT -> "dot";
      case Dash.LONG -> "dash";
    };
  }

  private static Object colour(Colour colour) {
    return switch (colour) {
      case RED -> "red";
      case Colour other when other.ordinal() > 5 -> "other";
      case GREEN -> "green";
    };
  }

  private static Object shade(Shade shade) {
    return switch (shade) {
      case null -> "none";
      case LIGHT -> "light";
      case DARK -> "dark";
    };
  }

  private static Object tone(Tone tone) {
    return switch (tone) {
      case HIGH -> "high";
      case LOW -> "low";
    };
  }

  private static Object text(String text) {
    return switch (text) {
      case "a" -> "first";
      case String some when some.length() > 5 -> "long";
      case "b" -> "second";
      case String other -> other;
    };
  }

  private static Object nothing(String text) {
    return switch (text) {
      case null -> "none";
      case "a" -> "first";
      case "b" -> "second";
      default -> "other";
    };
  }

  private static Object object(Object value) {
    return switch (value) {
      case null -> "none";
      case String text -> text;
      case Long number -> number;
      case Integer number when number > 3000 -> "large";
      case Integer number -> number;
      default -> "other";
    };
  }

  private static Object boxed(Integer value) {
    return switch (value) {
      case 1 -> "one";
      case Integer some when some > 100 -> "many";
      case Integer other -> other;
    };
  }

  private static Object generic(Box<?> box) {
    return switch (box) {
      case Box<?>(String text) -> text;
      case Box<?>(var any) -> any;
    };
  }

  private static Object character(Character value) {
    return switch (value) {
      case 'a' -> "first";
      case Character some when Character.isDigit(some) -> "digit";
      case Character other -> other;
    };
  }

  private static Object unmatched(Object value) {
    return switch (value) {
      case Circle circle -> circle;
      case CharSequence text -> text;
      default -> "none";
    };
  }

  private static Object array(Object value) {
    return switch (value) {
      case String[] texts -> texts;
      case int[] numbers when numbers.length > 1 -> "numbers";
      default -> "none";
    };
  }

  private static Object deconstructed(Object value) {
    return value instanceof Square(int side, String name) && side > 3 ? name : "";
  }

  private static Object local(int value) {
    record Pair(int a, int b) {}
    enum Kind {
      SMALL,
      LARGE
    }
    return new Pair(value, Kind.LARGE.ordinal());
  }
}
