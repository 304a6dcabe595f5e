import io.jaegertracing.internal.JaegerTracer;
import io.jaegertracing.internal.reporters.InMemoryReporter;
import io.jaegertracing.internal.samplers.ConstSampler;
import io.trackmemory.tracker.ThrowingRunnable;

/** Builds a tracer and closes it. */
public final class JaegerShutdownHook implements ThrowingRunnable {

  @Override
  public void run() {
    new JaegerTracer.Builder("orders")
        .withReporter(new InMemoryReporter())
        .withSampler(new ConstSampler(true))
        .build()
        .close();
  }
}
