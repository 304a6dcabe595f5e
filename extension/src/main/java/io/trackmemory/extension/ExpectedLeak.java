package io.trackmemory.extension;

import io.trackmemory.tracker.spi.KnownLeak;
import java.lang.reflect.AnnotatedElement;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What {@link ExpectLeak} says, read and checked.
 *
 * @param known the leak
 * @param declaredOn the method or class on which it stands
 */
record ExpectedLeak(KnownLeak known, AnnotatedElement declaredOn) {

  /**
   * Reads the annotation.
   *
   * @param today asked only where there is a day to compare it with
   * @throws IllegalArgumentException if it says nothing of what leaks, or a value is not allowed
   */
  static ExpectedLeak of(
      ExpectLeak annotation, AnnotatedElement declaredOn, Supplier<LocalDate> today) {
    if (annotation.type() != void.class && annotation.type().isPrimitive()) {
      throw new IllegalArgumentException(
          "type of @ExpectLeak must be one that objects have: " + annotation.type());
    }
    Optional<Class<?>> type =
        annotation.type() == void.class ? Optional.empty() : Optional.of(annotation.type());
    String typeName = text("typeName", annotation.typeName());
    String heldBy = text("heldBy", annotation.heldBy());
    if (type.isEmpty() && typeName.isEmpty() && heldBy.isEmpty()) {
      throw new IllegalArgumentException(
          "@ExpectLeak must have a type, a typeName or a heldBy; its reason is "
              + quoted(annotation.reason()));
    }
    if (annotation.reason().isBlank()) {
      throw new IllegalArgumentException(
          "reason of @ExpectLeak must not be blank: " + quoted(annotation.reason()));
    }
    Optional<LocalDate> until = day(annotation.until());
    return new ExpectedLeak(
        new KnownLeak(
            code(annotation),
            type,
            typeName,
            heldBy,
            annotation.reason(),
            until,
            until.isPresent() && !today.get().isBefore(until.get())),
        declaredOn);
  }

  private static String text(String attribute, String value) {
    if (!value.isEmpty() && value.isBlank()) {
      throw new IllegalArgumentException(
          attribute + " of @ExpectLeak must not be blank: " + quoted(value));
    }
    return value;
  }

  private static Optional<LocalDate> day(String until) {
    if (until.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(LocalDate.parse(until));
    } catch (DateTimeParseException e) {
      throw new IllegalArgumentException(
          "until of @ExpectLeak must be a day such as \"2027-01-31\": " + quoted(until), e);
    }
  }

  /** The annotation as code. */
  private static String code(ExpectLeak annotation) {
    List<String> attributes = new ArrayList<>();
    if (annotation.type() != void.class) {
      String name = annotation.type().getTypeName();
      attributes.add(
          "type = " + name.substring(name.lastIndexOf('.') + 1).replace('$', '.') + ".class");
    }
    add(attributes, "typeName", annotation.typeName());
    add(attributes, "heldBy", annotation.heldBy());
    add(attributes, "reason", annotation.reason());
    add(attributes, "until", annotation.until());
    return "@ExpectLeak(" + String.join(", ", attributes) + ")";
  }

  private static void add(List<String> attributes, String name, String value) {
    if (!value.isEmpty()) {
      attributes.add(name + " = " + quoted(value));
    }
  }

  /** The annotation that would accept all that a holder holds. */
  static String accepting(String signature) {
    return "@ExpectLeak(heldBy = " + quoted(signature) + ", reason = \"...\")";
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
