package io.trackmemory.extension;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * Other extensions of a test that may run its body themselves, as far as annotations tell: JUnit
 * gives nobody a list of what is registered.
 */
final class InterceptorNames {

  private InterceptorNames() {}

  /** Their simple names in brackets, after a blank; the empty string if none is known. */
  static String of(ExtensionContext context) {
    Set<String> names = new LinkedHashSet<>();
    for (AnnotatedElement level : Annotations.levels(context)) {
      types(level)
          .filter(type -> InvocationInterceptor.class.isAssignableFrom(type))
          .filter(type -> type != TrackMemoryExtension.class)
          .forEach(type -> names.add(type.getSimpleName()));
    }
    return names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
  }

  private static Stream<Class<?>> types(AnnotatedElement level) {
    List<Class<?>> types = new ArrayList<>();
    for (ExtendWith each : AnnotationSupport.findRepeatableAnnotations(level, ExtendWith.class)) {
      types.addAll(Arrays.asList(each.value()));
    }
    if (level instanceof Class<?> testClass) {
      for (Field field : testClass.getDeclaredFields()) {
        if (AnnotationSupport.isAnnotated(field, RegisterExtension.class)) {
          types.add(field.getType());
        }
      }
    }
    return types.stream();
  }
}
