package io.trackmemory.tracker.jdk;

import io.trackmemory.tracker.jdk.MethodRules.Span;

/**
 * Methods of the JDK that make something or not as a random number tells that is the JDK's own: the
 * same code makes another number of objects the next time. These are all that callers of the JDK's
 * generators in {@code java.base} have, keys and signatures aside: what is drawn there decides how
 * long the work itself is.
 *
 * <p>What depends on who comes first (cells of {@code LongAdder} and of the counter of a {@code
 * ConcurrentHashMap}, queues of a {@code ForkJoinPool}, slots of an {@code Exchanger}) is timing,
 * and counts.
 */
public final class ChanceRules {

  /** What of a method is drawn. */
  public enum Part {
    /** Objects of a class that are made after a number was drawn. */
    LEVELS(
        "java/util/concurrent/ThreadLocalRandom",
        "nextSecondarySeed",
        "java/util/concurrent/ConcurrentSkipListMap$Index"),
    /** The digits of a number that was drawn. */
    DIGITS("java/lang/Long", "toUnsignedString", "");

    private final String owner;
    private final String called;
    private final String made;

    Part(String owner, String called, String made) {
      this.owner = owner;
      this.called = called;
      this.made = made;
    }

    /** Whether a call in the method draws, or takes what was drawn. */
    public boolean isCalled(String calledOwner, String name) {
      return called.equals(name) && owner.equals(calledOwner);
    }

    /** Whether an object of a class is made by chance, behind such a call. */
    public boolean makes(String type) {
      return made.equals(type);
    }
  }

  /* Drawn as a whole: nothing that the method makes is in what it gives. */
  static final MemberTable<Span> METHODS =
      MemberTable.allFor(
          Span.CHANCE,
          """
          # Takes what is left of blocks of random bytes that all of the JVM share, and that are
          # given up a tenth of a second later.
          sun/security/provider/NativePRNG$RandomIO.implNextBytes on UNIX
          # Tries numbers by chance; says whether one was prime.
          java/math/BigInteger.passesMillerRabin(ILjava/util/Random;)Z
          # Tells listeners of a collection, ours for one, on a thread of the JVM's: how often is
          # up to the collector.
          com/sun/management/internal/GarbageCollectorExtImpl.createGCNotification
          com/sun/management/GcInfo.<init>
          """);

  /** Methods of which a part is drawn. */
  public static final MemberTable<Part> PARTS =
      MemberTable.of(
          Part.class,
          """
          # The height of an entry; the lowest level of a map is made in each.
          LEVELS: java/util/concurrent/ConcurrentSkipListMap.doPut(Ljava/lang/Object;Ljava/lang/Object;Z)Ljava/lang/Object;
          # Names of temporary files.
          DIGITS: java/io/File$TempDirectory.generateFile
          DIGITS: java/nio/file/TempFileHelper.generatePath
          """);

  private ChanceRules() {}
}
