package io.trackmemory.tracker.agent;

import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls after which the caller counts what the call gave: of native methods, and of methods whose
 * bodies the JIT compiler replaces.
 */
final class CallRules {

  private static final String BOX = "box";

  /* Name of the hook that takes the result, by owner, name and descriptor. */
  private static final Map<String, String> HOOKS =
      Map.ofEntries(
          Map.entry("java/lang/Integer.valueOf(I)Ljava/lang/Integer;", BOX),
          Map.entry("java/lang/Long.valueOf(J)Ljava/lang/Long;", BOX),
          Map.entry("java/lang/Short.valueOf(S)Ljava/lang/Short;", BOX),
          Map.entry("java/lang/Character.valueOf(C)Ljava/lang/Character;", BOX),
          Map.entry("java/lang/Float.valueOf(F)Ljava/lang/Float;", BOX),
          Map.entry("java/lang/Double.valueOf(D)Ljava/lang/Double;", BOX),
          Map.entry(
              "java/util/Arrays.copyOf([Ljava/lang/Object;ILjava/lang/Class;)[Ljava/lang/Object;",
              "dynamic"),
          Map.entry(
              "java/util/Arrays.copyOfRange([Ljava/lang/Object;IILjava/lang/Class;)[Ljava/lang/Object;",
              "dynamic"),
          Map.entry("java/lang/StringUTF16.toBytes([CII)[B", "dynamic"),
          Map.entry(
              "java/lang/reflect/Array.newArray(Ljava/lang/Class;I)Ljava/lang/Object;", "dynamic"),
          Map.entry(
              "java/lang/reflect/Array.multiNewArray(Ljava/lang/Class;[I)Ljava/lang/Object;",
              "multi"),
          Map.entry(
              "jdk/internal/misc/Unsafe.allocateUninitializedArray(Ljava/lang/Class;I)Ljava/lang/Object;",
              "dynamic"),
          Map.entry(
              "jdk/internal/misc/Unsafe.allocateInstance(Ljava/lang/Class;)Ljava/lang/Object;",
              "instance"));

  /**
   * The array that {@code BigInteger.multiplyToLen} was given to fill, a local variable of it.
   * Counted is only one that the call made instead.
   */
  static final int GIVEN_PRODUCT = 4;

  /* Names of all methods that are named here. */
  private static final Set<String> NAMES = names();

  private CallRules() {}

  private static Set<String> names() {
    Set<String> names = new HashSet<>(Set.of("clone", "implMultiplyToLen", "newInstance0"));
    for (String method : HOOKS.keySet()) {
      names.add(method.substring(method.indexOf('.') + 1, method.indexOf('(')));
    }
    return names;
  }

  /** Whether calls of methods of that name may be rewritten; most may not. */
  static boolean isNamed(String name) {
    return NAMES.contains(name);
  }

  static boolean fillsGivenProduct(String owner, String name) {
    return owner.equals("java/math/BigInteger") && name.equals("implMultiplyToLen");
  }

  /** Name of the hook for the result of a call; null for a call that needs none. */
  static @Nullable String hook(String owner, String name, String descriptor) {
    if (name.equals("newInstance0") && owner.startsWith("jdk/internal/reflect/")) {
      return "dynamic";
    }
    return isNamed(name) ? HOOKS.get(owner + "." + name + descriptor) : null;
  }

  /** Descriptor of such a hook. */
  static String descriptor(String hook, String callDescriptor) {
    String type =
        hook.equals(BOX)
            ? callDescriptor.substring(callDescriptor.indexOf(')') + 1)
            : "Ljava/lang/Object;";
    return "(" + type + "I)V";
  }
}
