package io.trackmemory.extension;

import java.util.Optional;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The class's own scope: what its {@code @BeforeAll} and {@code @AfterAll} methods do, and with one
 * instance for all tests its constructor; its tests have scopes of their own. Confined to the
 * thread that runs the class's callbacks.
 */
final class TrackedClass extends TrackedScope {

  TrackedClass(ExtensionContext context, GatedScope scope) {
    super(context, scope);
  }

  @Override
  public void begins() {
    arm(() -> LifecycleMethods.ofClass(context()));
  }

  @Override
  void close(Optional<Throwable> first) {
    Optional<Throwable> ours =
        gated()
            .judge(
                () ->
                    Failures.isAborting(first)
                        ? Optional.empty()
                        : Failures.joined(Failures.pending(gated().scope())));
    gated().close();
    Failures.raise(joining(first, ours));
  }
}
