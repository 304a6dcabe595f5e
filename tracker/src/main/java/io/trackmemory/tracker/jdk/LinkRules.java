package io.trackmemory.tracker.jdk;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Calls that end in a method which only the object in an argument names, in the JDK's code behind
 * method handles and reflection: whoever calls a method that is counted by its callers ({@link
 * CallRules}, {@code clone()}) through them is that code. Told by the types of such methods, so
 * that others cost nothing.
 */
public final class LinkRules {

  /** What names the method, and where its receiver is. */
  public enum Link {
    /** The last argument, of a static method. */
    STATIC,
    /** The last of two arguments, the first being the receiver. */
    RECEIVER,
    /** The first of three arguments; the second is the receiver, the third those of the method. */
    REFLECTED
  }

  private static final String HANDLES = "java/lang/invoke/";
  private static final String ACCESSORS = "jdk/internal/reflect/";
  private static final String MEMBER = "Ljava/lang/invoke/MemberName;)Ljava/lang/Object;";

  public static final MemberTable<Link> LINKS =
      MemberTable.of(
          Link.class,
          """
          STATIC: java/lang/invoke/MethodHandle.linkToStatic neededFor COUNTING
          RECEIVER: java/lang/invoke/MethodHandle.linkToVirtual neededFor COUNTING
          RECEIVER: java/lang/invoke/MethodHandle.linkToSpecial neededFor COUNTING
          # By native code: at first, later rarely or never.
          REFLECTED: jdk/internal/reflect/*.invoke0(Ljava/lang/reflect/Method;Ljava/lang/Object;[Ljava/lang/Object;)Ljava/lang/Object;
          """);

  /* The JVM has those of method handles for any types. */
  private static final Set<String> TYPES =
      Set.of(
          // valueOf; of an int, which smaller numbers and characters are passed as
          "(I" + MEMBER,
          "(J" + MEMBER,
          "(F" + MEMBER,
          "(D" + MEMBER,
          // copyOf and copyOfRange
          "(Ljava/lang/Object;ILjava/lang/Object;" + MEMBER,
          "(Ljava/lang/Object;IILjava/lang/Object;" + MEMBER,
          // clone
          "(Ljava/lang/Object;" + MEMBER);

  private LinkRules() {}

  /** What kind of such a call it is; null for most. */
  public static @Nullable Link of(String caller, String owner, String name, String descriptor) {
    if (!LINKS.hasName(name)
        || !(caller.startsWith(HANDLES)
            ? TYPES.contains(descriptor)
            : caller.startsWith(ACCESSORS))) {
      return null;
    }
    Link link = LINKS.of(owner, name, descriptor);
    boolean one = descriptor.length() == MEMBER.length() + "(Ljava/lang/Object;".length();
    return link == Link.REFLECTED || (link == Link.RECEIVER) == one ? link : null;
  }
}
