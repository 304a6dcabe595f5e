package io.trackmemory.report.jfr;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What the events of one chunk refer to by key: names, classes, methods, threads, stacks. Confined
 * to one thread.
 *
 * <p>A reader of the JDK takes what the chunk before had under a key for what this chunk has under
 * it. So the chunks of a file never use a key twice: each goes on from where the last one ended.
 */
final class JfrConstants {

  private static final long TYPE_ID = 1;

  /* Readers take descriptors apart; this one has neither parameters nor the name of a result. */
  private static final String NO_DESCRIPTOR = "()L;";

  /* The JVM ends a stack at 1,024 frames, of which some are the tracker's own. */
  private static final int MAYBE_TRUNCATED = 1_000;

  /* Kinds of frames. async-profiler's converter knows them by these keys. */
  private static final long JAVA = 1;
  private static final long NATIVE = 3;

  private final Map<JfrType, Pool> pools = new LinkedHashMap<>();
  private final IdentityHashMap<List<StackTraceElement>, Long> stacks = new IdentityHashMap<>();
  private long nextKey;

  /** Keys are {@code firstKey}, 1 or more, and those after it. */
  JfrConstants(long firstKey) {
    this.nextKey = firstKey;
  }

  private static final class Pool {
    final Map<Object, Long> keys = new HashMap<>();
    final JfrBytes entries = new JfrBytes();
  }

  /** What identifies a method here. */
  private record Method(String className, String name) {}

  /** A key that none of these constants has. */
  long nextKey() {
    return nextKey;
  }

  long string(String text) {
    return key(JfrSchema.STRING, text, entry -> entry.text(text));
  }

  /** A class by its binary name, or a type as the Java language writes it. */
  long type(String typeName) {
    return key(JfrSchema.CLASS, typeName, entry -> writeClass(entry, typeName));
  }

  /** A thread; {@code id} is 0 where it is not known. */
  long thread(String name, long id) {
    return key(
        JfrSchema.THREAD,
        List.of(name, id),
        entry -> entry.text(name).number(0).text(name).number(id));
  }

  /** A stack; 0 where there is none. */
  long stack(List<StackTraceElement> frames) {
    if (frames.isEmpty()) {
      return 0;
    }
    // Equal stacks are mostly the same list: looking at each frame again would cost the most here.
    return stacks.computeIfAbsent(
        frames, same -> key(JfrSchema.STACK_TRACE, frames, entry -> writeStack(entry, frames)));
  }

  /** The checkpoint event. */
  JfrBytes event() {
    JfrBytes body = new JfrBytes().number(TYPE_ID).number(0).number(0).number(0).flag(false);
    body.integer(pools.size() + 1);
    body.number(JfrSchema.FRAME_TYPE.id()).integer(2);
    body.number(JAVA).text("Unknown").number(NATIVE).text("Native");
    pools.forEach(
        (type, pool) -> body.number(type.id()).integer(pool.keys.size()).all(pool.entries));
    return new JfrBytes().event(body);
  }

  private void writeClass(JfrBytes entry, String typeName) {
    String internal = JfrNames.internal(typeName);
    int slash = internal.startsWith("[") ? -1 : internal.lastIndexOf('/');
    long packageKey = slash < 0 ? 0 : packageOf(internal.substring(0, slash));
    entry.number(0).number(symbol(internal)).number(packageKey).integer(0);
  }

  private void writeStack(JfrBytes entry, List<StackTraceElement> frames) {
    entry.flag(frames.size() >= MAYBE_TRUNCATED).integer(frames.size());
    for (StackTraceElement frame : frames) {
      entry
          .number(method(frame))
          .integer(frame.getLineNumber() > 0 ? frame.getLineNumber() : -1)
          .integer(-1)
          .number(frame.isNativeMethod() ? NATIVE : JAVA);
    }
  }

  private long method(StackTraceElement frame) {
    String name = frame.getMethodName();
    return key(
        JfrSchema.METHOD,
        new Method(frame.getClassName(), name),
        entry ->
            entry
                .number(type(frame.getClassName()))
                .number(symbol(name))
                .number(symbol(NO_DESCRIPTOR))
                .integer(0)
                .flag(false));
  }

  private long packageOf(String internalName) {
    return key(JfrSchema.PACKAGE, internalName, entry -> entry.number(symbol(internalName)));
  }

  private long symbol(String text) {
    return key(JfrSchema.SYMBOL, text, entry -> entry.text(text));
  }

  private long key(JfrType type, Object value, Consumer<JfrBytes> content) {
    Pool pool = pools.computeIfAbsent(type, key -> new Pool());
    Long known = pool.keys.get(value);
    if (known != null) {
      return known;
    }
    JfrBytes entry = new JfrBytes();
    content.accept(entry);
    long key = nextKey++;
    pool.keys.put(value, key);
    pool.entries.number(key).all(entry);
    return key;
  }
}
