package io.trackmemory.dsl;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types of which the JVM makes objects by itself where code does what it may not, by no {@code new}
 * that could be counted: a filter that takes none of these has not seen that there was none.
 */
final class VmMade {

  private static final List<Class<? extends Throwable>> TYPES =
      List.of(
          NullPointerException.class,
          ArithmeticException.class,
          ArrayIndexOutOfBoundsException.class,
          ArrayStoreException.class,
          ClassCastException.class,
          NegativeArraySizeException.class,
          IllegalMonitorStateException.class,
          CloneNotSupportedException.class,
          InterruptedException.class,
          StackOverflowError.class,
          OutOfMemoryError.class,
          InternalError.class,
          NoClassDefFoundError.class,
          ExceptionInInitializerError.class,
          BootstrapMethodError.class,
          ClassCircularityError.class,
          UnsupportedClassVersionError.class,
          VerifyError.class,
          UnsatisfiedLinkError.class,
          AbstractMethodError.class,
          IllegalAccessError.class,
          InstantiationError.class,
          NoSuchFieldError.class,
          NoSuchMethodError.class);

  /* With the exceptions that they are subtypes of. */
  private static final Set<String> NAMES =
      TYPES.stream()
          .flatMap(VmMade::andAbove)
          .map(Class::getName)
          .collect(Collectors.toUnmodifiableSet());

  private VmMade() {}

  private static Stream<Class<?>> andAbove(Class<?> type) {
    return Stream.iterate(type, above -> above != Object.class, Class::getSuperclass);
  }

  /** Whether the JVM makes objects of that type, by its name, or of a subtype. */
  static boolean isMade(String typeName) {
    return NAMES.contains(typeName);
  }

  /** Why none that was seen is no answer. */
  static String doubt(String typeName) {
    return "the JVM makes "
        + typeName
        + " by itself where code does what it may not, and what it makes is in no count: that none"
        + " was made by new does not tell that there was none; assert what the code throws, or ask"
        + " for types that only code makes";
  }
}
