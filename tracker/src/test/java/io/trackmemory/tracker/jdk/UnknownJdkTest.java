package io.trackmemory.tracker.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.trackmemory.held.UnknownJdkProgram;
import io.trackmemory.tracker.Jvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** In a JDK that lacks something that is needed, what depends on it cannot be certified. */
class UnknownJdkTest {

  @TempDir Path folder;

  private List<String> verdicts() throws Exception {
    return Jvm.run("--patch-module", "java.base=" + folder, UnknownJdkProgram.class.getName());
  }

  private static String doubt(String what, String missing) {
    return "this JDK ("
        + Runtime.version()
        + ") is not known to this version of TrackMemory: "
        + what
        + " relies on "
        + missing
        + ", which it does not have; use a version of TrackMemory that knows it, or a JDK from 17"
        + " to 25";
  }

  @Test
  void withoutWhatTellsWhoHandsWorkOver_nothingIsCertified() throws Exception {
    ChangedJdk.rename(folder, "sched", "(Ljava/util/TimerTask;JJ)V", List.of("java/util/Timer"));
    String doubt =
        doubt("following work to other threads", "java.util.Timer.sched(Ljava/util/TimerTask;JJ)V");

    assertThat(verdicts())
        .containsExactly(
            "counts: " + doubt,
            "leaks: " + doubt,
            "off the heap: " + doubt,
            "leaks off the heap: " + doubt);
  }

  @Test
  void withoutWhatIsCounted_noCountIsCertified() throws Exception {
    ChangedJdk.rename(
        folder,
        "multiNewArray",
        "(Ljava/lang/Class;[I)Ljava/lang/Object;",
        List.of("java/lang/reflect/Array"));
    String doubt =
        doubt(
            "counting",
            "java.lang.reflect.Array.multiNewArray(Ljava/lang/Class;[I)Ljava/lang/Object;");

    assertThat(verdicts())
        .containsExactly(
            "counts: " + doubt,
            "leaks: " + doubt,
            "off the heap: certified",
            "leaks off the heap: certified");
  }

  @Test
  @Tag("slow")
  @Tag("jdk")
  void withoutWhatIsMadeOnce_noCountIsCertified() throws Exception {
    ChangedJdk.rename(
        folder,
        "newFieldAccessor",
        "(Ljava/lang/reflect/Field;Z)Ljdk/internal/reflect/FieldAccessor;",
        List.of("jdk/internal/reflect/ReflectionFactory", "java/lang/reflect/Field"));
    String doubt =
        doubt("telling first use apart", "jdk.internal.reflect.ReflectionFactory.newFieldAccessor");

    assertThat(verdicts())
        .containsExactly(
            "counts: " + doubt,
            "leaks: " + doubt,
            "off the heap: certified",
            "leaks off the heap: certified");
  }

  @Test
  @Tag("slow")
  @Tag("jdk")
  void withoutWhatOpensFiles_onlyMemoryOffTheHeapIsNotCertified() throws Exception {
    ChangedJdk.rename(
        folder,
        "register",
        "(Ljava/io/FileDescriptor;)V",
        List.of(
            "java/io/FileCleanable",
            "java/io/FileInputStream",
            "java/io/FileOutputStream",
            "java/io/RandomAccessFile"));
    String doubt =
        doubt(
            "following memory off the heap and open files",
            "java.io.FileCleanable.register(Ljava/io/FileDescriptor;)V");

    assertThat(verdicts())
        .containsExactly(
            "counts: certified",
            "leaks: certified",
            "off the heap: " + doubt,
            "leaks off the heap: " + doubt);
  }

  @Test
  @Tag("slow")
  @Tag("jdk")
  void withoutWhatDumpsAreReadBy_onlyLeaksAreNotCertified() throws Exception {
    ChangedJdk.rename(
        folder,
        "value",
        "Ljava/lang/Object;",
        List.of(
            "java/lang/ThreadLocal",
            "java/lang/ThreadLocal$ThreadLocalMap",
            "java/lang/ThreadLocal$ThreadLocalMap$Entry"));
    String doubt = doubt("reading heap dumps", "java.lang.ThreadLocal$ThreadLocalMap$Entry.value");

    assertThat(verdicts())
        .containsExactly(
            "counts: certified",
            "leaks: " + doubt,
            "off the heap: certified",
            "leaks off the heap: certified");
  }
}
