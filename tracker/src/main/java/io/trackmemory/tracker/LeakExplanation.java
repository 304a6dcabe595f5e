package io.trackmemory.tracker;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** Says what a chain means, by the kind of its root and of what it leads through. */
final class LeakExplanation {

  private static final Pattern REGISTRATION =
      Pattern.compile("listener|observer|subscriber|handler|callback|hook");

  private static final List<String> DUE_LATER =
      List.of("DelayedWorkQueue", "DelayScheduler", "DelayQueue", "java.util.TaskQueue");

  private static final String CLASSES = "loaded classes of loader ";

  private LeakExplanation() {}

  /** Sentences without a full stop; none where nothing is known but the chain itself. */
  static List<String> of(Leak leak) {
    List<String> said = new ArrayList<>();
    if (leak.keeper() == Leak.Keeper.LIBRARY_PILING_UP) {
      said.add(
          "kept by a library, and piling up: what the run before made is still there, and the last"
              + " run added more");
    }
    if (leak.keeper() == Leak.Keeper.LIBRARY) {
      said.add(
          "kept by a library, as a cache or a last result is: a leak only if each run adds to it");
    }
    if (leak.keeper() == Leak.Keeper.LIBRARY_REPLACED) {
      said.add("kept by a library, which replaces it or fills it once, as the runs show");
    }
    if (leak.chain().isEmpty()) {
      return said;
    }
    if (leak.signature().startsWith(CLASSES)) {
      said.add(
          "each run defines a class of its own, which stays as long as its loader: define it once,"
              + " or by a loader that goes with it");
      return said;
    }
    if (has(leak, link -> DUE_LATER.stream().anyMatch(link.typeName()::contains))) {
      said.add("a task that is due later is kept until then: cancel it, or shut its executor down");
    } else if (leak.rootDescription().startsWith("ThreadLocal that is gone")) {
      said.add(
          "nobody can remove the value of a ThreadLocal that is gone: it stays as long as its"
              + " thread, or until that thread's table is tidied by chance");
    } else if (leak.rootDescription().startsWith("ThreadLocal ")) {
      said.add(
          "the value of a ThreadLocal stays as long as its thread"
              + (isOfPool(leak) ? ", which is a pool's, " : " ")
              + "unless it is removed");
    } else if (leak.rootDescription().startsWith("thread ")) {
      said.add(
          isOfPool(leak)
              ? "a pool's thread runs until its executor is shut down"
              : "the thread has not ended");
    }
    if (has(leak, link -> isRegistration(link.reference()))) {
      said.add("what was registered there was not removed");
    }
    if (leak.rootDescription().startsWith("static field")) {
      said.add(
          "a static field lives as long as its class; one that is filled only once is filled by no"
              + " later test");
    }
    return said;
  }

  private static boolean isOfPool(Leak leak) {
    return has(
            leak,
            link ->
                link.typeName().equals("java.util.concurrent.ThreadPoolExecutor$Worker")
                    || link.typeName().equals("java.util.concurrent.ForkJoinWorkerThread"))
        || leak.rootDescription().toLowerCase(Locale.ROOT).contains("pool");
  }

  private static boolean isRegistration(String reference) {
    return REGISTRATION.matcher(reference.toLowerCase(Locale.ROOT)).find();
  }

  private static boolean has(Leak leak, Predicate<ChainLink> wanted) {
    return leak.chain().stream().anyMatch(wanted);
  }
}
