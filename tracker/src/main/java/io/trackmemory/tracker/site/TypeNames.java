package io.trackmemory.tracker.site;

import io.trackmemory.tracker.jdk.GeneratedNames;

/** Names as users read them, and the same in every run. */
public final class TypeNames {

  private static final String LAMBDA = "$$Lambda";

  private TypeNames() {}

  /**
   * Name of a class as messages print it: {@code java.lang.Object[]}, {@code OrderBook$$Lambda}.
   */
  public static String of(Class<?> type) {
    if (type.isArray()) {
      return of(type.getComponentType()) + "[]";
    }
    return type.isHidden() ? ofHidden(type.getName()) : GeneratedNames.folded(type.getName());
  }

  /** Whether a class name is that of a lambda object, whose code has no lines. */
  static boolean isLambda(String className) {
    return className.endsWith(LAMBDA);
  }

  /** Name of a hidden class without what numbers it. */
  public static String ofHidden(String name) {
    int slash = name.indexOf('/');
    String plain = slash < 0 ? name : name.substring(0, slash);
    int lambda = plain.indexOf(LAMBDA);
    return lambda < 0 ? plain : plain.substring(0, lambda) + LAMBDA;
  }

  /** Name of the type with a descriptor or internal name: {@code [I} is {@code int[]}. */
  public static String ofInternal(String name) {
    int dimensions = 0;
    while (name.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = dimensions == 0 ? name.replace('/', '.') : element(name.substring(dimensions));
    return element + "[]".repeat(dimensions);
  }

  private static String element(String descriptor) {
    return switch (descriptor.charAt(0)) {
      case 'Z' -> "boolean";
      case 'B' -> "byte";
      case 'C' -> "char";
      case 'S' -> "short";
      case 'I' -> "int";
      case 'J' -> "long";
      case 'F' -> "float";
      case 'D' -> "double";
      default -> descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
    };
  }

  /**
   * A method with the types of its parameters, without packages: {@code OrderBook.match(Order)},
   * {@code new OrderBook(int)}.
   */
  public static String call(String className, String method, String descriptor) {
    StringBuilder parameters = new StringBuilder();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      String type = descriptor.substring(at, end);
      String name = type.length() == 1 ? element(type) : ofInternal(unwrapped(type));
      parameters.append(parameters.length() == 0 ? "" : ", ").append(simple(name));
      at = end;
    }
    String named =
        method.equals("<init>") ? "new " + simple(className) : simple(className) + "." + method;
    return named + "(" + parameters + ")";
  }

  private static String unwrapped(String descriptor) {
    return descriptor.charAt(0) == 'L'
        ? descriptor.substring(1, descriptor.length() - 1)
        : descriptor;
  }

  /** Binary name without package. */
  public static String simple(String className) {
    return className.substring(className.lastIndexOf('.') + 1);
  }

  /** Name of a method; a lambda's is that of the method it is written in. */
  static String method(String name) {
    if (!name.startsWith("lambda$")) {
      return name;
    }
    int end = name.lastIndexOf('$');
    String in = end > 7 ? name.substring(7, end) : name;
    return switch (in) {
      case "new" -> "<init>";
      case "static" -> "<clinit>";
      default -> in;
    };
  }
}
