package io.trackmemory.acceptance.code;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/** Code that, at its first run, loads classes and links lambdas, concatenations and records. */
public final class ColdCode {

  private static final List<String> NAMES = new ArrayList<>(List.of("red", "green"));

  private ColdCode() {}

  /** Does the same whenever it runs. */
  public static int run(int seed) {
    Map<Colour, Shade> shades = new EnumMap<>(Colour.class);
    for (Colour colour : Colour.values()) {
      shades.put(colour, new Shade(colour, seed + colour.weight()));
    }
    IntUnaryOperator more = value -> value + seed;
    String text = "seed " + seed + " of " + NAMES.get(0) + shades.get(Colour.RED);
    Shade first = new Shade(Colour.RED, seed);
    return more.applyAsInt(text.length()) + (first.equals(shades.get(Colour.RED)) ? 1 : 0);
  }

  /** An enum with a body. */
  public enum Colour {
    RED {
      @Override
      int weight() {
        return 2;
      }
    },
    GREEN;

    int weight() {
      return 1;
    }
  }

  /** A record. */
  public record Shade(Colour colour, int depth) {}
}
