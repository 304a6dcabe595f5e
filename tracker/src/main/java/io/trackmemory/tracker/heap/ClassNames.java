package io.trackmemory.tracker.heap;

import io.trackmemory.tracker.jdk.GeneratedNames;
import java.lang.module.ModuleFinder;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Names of classes without what differs from run to run, and questions to names. */
public final class ClassNames {

  private static final Pattern DIGITS = Pattern.compile("\\d+");

  private ClassNames() {}

  /** {@code java.lang.String[]} for {@code [Ljava/lang/String;} as the JVM has it. */
  static String ofVmName(String vmName) {
    int dimensions = 0;
    while (dimensions < vmName.length() - 1 && vmName.charAt(dimensions) == '[') {
      dimensions++;
    }
    String element = vmName.substring(dimensions);
    if (dimensions > 0) {
      element =
          element.startsWith("L")
              ? element.substring(1, element.length() - 1)
              : ValueType.javaName(element);
    }
    return element.replace('/', '.') + "[]".repeat(dimensions);
  }

  /** {@code com.acme.Foo$$Lambda} for {@code com.acme.Foo$$Lambda$14/0x0000000800c03000}. */
  public static String stable(String name) {
    return GeneratedNames.folded(name);
  }

  /** {@code pool-#-thread-#} for {@code pool-1-thread-3}. */
  public static String withoutNumbers(String threadName) {
    return DIGITS.matcher(threadName).replaceAll("#");
  }

  public static boolean isLambda(String stableName) {
    return stableName.contains("$$Lambda");
  }

  /** The class of an array's elements, and that in which a lambda is written. */
  public static String elementOrHost(String stableName) {
    int brackets = stableName.indexOf('[');
    String element = brackets < 0 ? stableName : stableName.substring(0, brackets);
    int lambda = element.indexOf("$$Lambda");
    return lambda < 0 ? element : element.substring(0, lambda);
  }

  public static boolean isArray(String name) {
    return name.endsWith("[]");
  }

  /** Whether the JDK has a class; libraries have names in {@code com.sun} and {@code javax} too. */
  public static boolean isJdk(String name) {
    return name.startsWith("java.")
        || name.startsWith("jdk.")
        || name.startsWith("sun.")
        || ((name.startsWith("javax.") || name.startsWith("com.sun.")) && isOfSystemModule(name));
  }

  private static boolean isOfSystemModule(String name) {
    return SystemPackages.NAMES.contains(name.substring(0, name.lastIndexOf('.')));
  }

  /** Packages of the JDK's modules, read when first asked for. */
  private static final class SystemPackages {

    static final Set<String> NAMES =
        ModuleFinder.ofSystem().findAll().stream()
            .flatMap(module -> module.descriptor().packages().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a class belongs to the insides of a collection: {@code java.util.HashMap$Node}. */
  public static boolean isCollectionPart(String name) {
    return name.startsWith("java.util.") && name.indexOf('$') > 0 && !isArray(name);
  }

  /** Whether the place of an element in an array of this type follows from hash codes. */
  public static boolean isHashTable(String arrayTypeName) {
    return arrayTypeName.startsWith("java.")
        && (arrayTypeName.endsWith("Node[]") || arrayTypeName.endsWith("Entry[]"));
  }
}
