package io.trackmemory.tracker.jdk;

import java.util.regex.Pattern;

/**
 * Names of classes that are made while a program runs, by the JDK and by the libraries that most
 * programs use for it: what numbers them differs from run to run, the rest tells what they are.
 * Classes that a compiler makes ({@code Foo$1}, closures of Groovy and Kotlin) are not among them.
 * Any thread may ask.
 */
public final class GeneratedNames {

  private static final Pattern HIDDEN = Pattern.compile("[/+.]0x[0-9a-f]+");

  /* What is numbered, and its number behind; before the end, or before what is made of it. */
  private static final Pattern NUMBERED =
      Pattern.compile(
          "(\\$\\$Lambda)\\$\\d+"
              + "|(\\$Proxy|Generated(?:Method|Constructor|SerializationConstructor)Accessor)\\d+"
              + "|(\\$ByteBuddy|\\$MockitoMock|\\$auxiliary)\\$\\w+"
              + "|(\\$Hibernate(?:Proxy|Basic|Instantiator|AccessOptimizer))\\$\\w+"
              + "|(\\$\\$(?:SpringCGLIB|EnhancerBy[A-Za-z]+|FastClass[A-Za-z]*|KeyFactoryBy[A-Za-z]+"
              + "|BulkBeanBy[A-Za-z]+))(?:\\$\\$\\w+)+"
              + "|(_\\$\\$_(?:jvst|javassist))\\w+");

  /* Mockito, Byte Buddy, MockK, Hibernate, Spring and CGLIB, Javassist and Weld, OpenWebBeans,
   * Micronaut, Quarkus, and the JDK; folded or not. */
  private static final Pattern STAND_IN =
      Pattern.compile(
          "\\$(?:MockitoMock|ByteBuddy|auxiliary)(?:\\$|$)|\\$Subclass\\d+$"
              + "|\\$Hibernate(?:Proxy|Basic|Instantiator|AccessOptimizer)"
              + "|\\$\\$(?:SpringCGLIB|EnhancerBy|FastClass|Owb)|_\\$\\$_|\\$Intercepted"
              + "|_(?:Subclass|ClientProxy)$|(?:^|\\.)\\$Proxy");

  private GeneratedNames() {}

  /** {@code com.acme.Foo$$Lambda} for {@code com.acme.Foo$$Lambda$14/0x0000000800c03000}. */
  public static String folded(String name) {
    String visible = name.contains("0x") ? HIDDEN.matcher(name).replaceAll("") : name;
    return isMarked(visible, "$PBMaH") || visible.contains("Accessor")
        ? NUMBERED.matcher(visible).replaceAll("$1$2$3$4$5$6")
        : visible;
  }

  /* Most names have no such thing, and there are as many as classes: a pattern takes long for them.
   * All that is generated has one of these letters behind a dollar sign or an underscore. */
  private static boolean isMarked(String name, String letters) {
    for (int i = 0; i < name.length() - 1; i++) {
      char each = name.charAt(i);
      if ((each == '$' || each == '_') && letters.indexOf(name.charAt(i + 1)) >= 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether a class has no lines of its own and stands for another: a proxy, not a lambda. */
  public static boolean isStandIn(String name) {
    return isMarked(name, "$MBaSHICP") && STAND_IN.matcher(name).find();
  }

  /** Whether the JVM hides a class, by its name as dumps have it. */
  public static boolean isHidden(String name) {
    return name.contains("0x") && HIDDEN.matcher(name).find();
  }
}
