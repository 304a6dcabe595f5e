package io.trackmemory.extension;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * Sizes as arguments of a {@code @ParameterizedTest}, each twice the one before, with both ends: to
 * find from which size on something fails under a budget. {@code from = "64 B", to = "16 KiB"}
 * gives 64 B, 128 B, 256 B, and so on to 16 KiB, nine of them; an end that no doubling reaches
 * comes last.
 *
 * <pre><code class='java'>
 * &#64;ParameterizedTest
 * &#64;MemorySizes(from = "64 B", to = "16 KiB")
 * &#64;MemoryBudget(run = "32 KiB")
 * void reads(int bytes) { ... }</code></pre>
 *
 * <p>The first parameter takes them: a {@link io.trackmemory.tracker.ByteSize}, or an {@code int}
 * or {@code long} for the number of bytes. Their names are as messages write them, {@code 64 B}.
 * Needs {@code junit-jupiter-params}, as {@code @ParameterizedTest} does. It asks for no tracking
 * by itself. On a method, or on an annotation that stands there.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.ANNOTATION_TYPE, ElementType.METHOD})
@ArgumentsSource(MemorySizesProvider.class)
public @interface MemorySizes {

  /** The smallest, more than 0 B. */
  String from();

  /** The largest, not below the smallest. */
  String to();
}
