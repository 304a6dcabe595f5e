package io.trackmemory.tracker.jdk;

/**
 * Calls after which the caller counts what the call gave: of native methods, and of methods whose
 * bodies the JIT compiler replaces.
 */
public final class CallRules {

  /** What a call gives. */
  public enum Given {
    /** A box, which a method gives that the JIT compiler replaces. */
    BOX("box", true),
    /** An array, which such a method gives. */
    COPY("dynamic", true),
    /** An object or array of any type. */
    ANY("dynamic", false),
    /** An array of arrays. */
    ARRAYS("multi", false),
    /** An object of the class in the argument. */
    INSTANCE("instance", false),
    /** The array that it was given, or one made instead. */
    PRODUCT("", false);

    /** Name of the hook that takes the result, if one does whatever it is. */
    public final String hook;

    private final boolean bodyIsReplaced;

    Given(String hook, boolean bodyIsReplaced) {
      this.hook = hook;
      this.bodyIsReplaced = bodyIsReplaced;
    }
  }

  /** All of them count what nothing else counts. */
  public static final MemberTable<Given> CALLS =
      MemberTable.of(
          Given.class,
          """
          BOX: java/lang/Integer.valueOf(I)Ljava/lang/Integer; neededFor COUNTING
          BOX: java/lang/Long.valueOf(J)Ljava/lang/Long; neededFor COUNTING
          BOX: java/lang/Short.valueOf(S)Ljava/lang/Short; neededFor COUNTING
          BOX: java/lang/Character.valueOf(C)Ljava/lang/Character; neededFor COUNTING
          BOX: java/lang/Float.valueOf(F)Ljava/lang/Float; neededFor COUNTING
          BOX: java/lang/Double.valueOf(D)Ljava/lang/Double; neededFor COUNTING
          COPY: java/util/Arrays.copyOf([Ljava/lang/Object;ILjava/lang/Class;)[Ljava/lang/Object; neededFor COUNTING
          COPY: java/util/Arrays.copyOfRange([Ljava/lang/Object;IILjava/lang/Class;)[Ljava/lang/Object; neededFor COUNTING
          COPY: java/lang/StringUTF16.toBytes([CII)[B neededFor COUNTING
          ANY: java/lang/reflect/Array.newArray(Ljava/lang/Class;I)Ljava/lang/Object; neededFor COUNTING
          ARRAYS: java/lang/reflect/Array.multiNewArray(Ljava/lang/Class;[I)Ljava/lang/Object; neededFor COUNTING
          ANY: jdk/internal/misc/Unsafe.allocateUninitializedArray(Ljava/lang/Class;I)Ljava/lang/Object; neededFor COUNTING
          INSTANCE: jdk/internal/misc/Unsafe.allocateInstance(Ljava/lang/Class;)Ljava/lang/Object; neededFor COUNTING
          PRODUCT: java/math/BigInteger.implMultiplyToLen([II[II[I)[I neededFor COUNTING
          # Constructors that are called through native code, until they are through handles.
          ANY: jdk/internal/reflect/*.newInstance0(Ljava/lang/reflect/Constructor;[Ljava/lang/Object;)Ljava/lang/Object;
          """);

  /**
   * The array that {@code BigInteger.multiplyToLen} was given to fill, a local variable of it.
   * Counted is only one that the call made instead.
   */
  public static final int GIVEN_PRODUCT = 4;

  private CallRules() {}

  /** Whether calls of methods of that name may be rewritten; most may not. */
  public static boolean isNamed(String name) {
    return CALLS.hasName(name) || name.equals("clone");
  }

  /**
   * Whether a method is counted by its callers, as the JIT compiler replaces its body by code of
   * its own, so that hooks inside would not run.
   */
  public static boolean isHookedAtCallers(String owner, String name, String descriptor) {
    Given given = CALLS.of(owner, name, descriptor);
    return given != null && given.bodyIsReplaced;
  }
}
